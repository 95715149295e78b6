import type { Context } from '#app/context.ts'
import { newId } from '#lib/ids.ts'
const clientCount = 200
const hoursPerClient = 50
export async function seedHours(ctx: Context): Promise<string[]> {
  const { db, workspaceId, memberId } = ctx
  const createdAt = new Date()
  const clients = Array.from({ length: clientCount }, (_, index) => ({
    id: newId(),
    name: `Client ${index}`,
  }))
  const common = { workspace_id: workspaceId, created_at: createdAt }
  await db
    .insertInto('clients')
    .values(clients.map(({ id, name }) => ({ ...common, id, name, updated_at: createdAt })))
    .execute()
  const projects = clients.map((client) => ({ id: newId(), clientId: client.id }))
  await db
    .insertInto('projects')
    .values(
      projects.map(({ id, clientId }) => ({
        ...common,
        id,
        client_id: clientId,
        name: 'Work',
        invoice_method: 'project_hourly_rate' as const,
        hourly_rate: '95',
        updated_at: createdAt,
      })),
    )
    .execute()
  const ids: string[] = []
  for (const project of projects) {
    const rows = Array.from({ length: hoursPerClient }, (_, index) => ({
      ...common,
      id: newId(),
      member_id: String(memberId),
      project_id: project.id,
      worked_on: `2026-10-${String((index % 28) + 1).padStart(2, '0')}`,
      seconds: 900 + ((index * 1260) % 25_000),
      notes: `Work ${index}`,
      is_billable: true,
      rate: '95',
      rate_rule: 'project' as const,
      updated_at: createdAt,
    }))
    await db.insertInto('time_entries').values(rows).execute()
    ids.push(...rows.map((row) => row.id))
  }
  return ids
}
