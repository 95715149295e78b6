import type { Context } from '#app/context.ts'
import { newId } from '#lib/ids.ts'

type Company = { clients: number; projectsPerClient: number; hoursPerProject: number }

/** Clients with projects and hours that can be billed; answers the ids of the hours. */
export async function seedHours(ctx: Context, company: Company): Promise<string[]> {
  const { db, workspaceId, memberId } = ctx
  const createdAt = new Date()
  const common = { workspace_id: workspaceId, created_at: createdAt, updated_at: createdAt }
  const clients = Array.from({ length: company.clients }, (_, index) => ({
    ...common,
    id: newId(),
    name: `Client ${index}`,
  }))
  await db.insertInto('clients').values(clients).execute()
  const projects = clients.flatMap((client) =>
    Array.from({ length: company.projectsPerClient }, (_, index) => ({
      ...common,
      id: newId(),
      client_id: client.id,
      name: index === 0 ? 'Work' : `Work ${index}`,
      invoice_method: 'project_hourly_rate' as const,
      hourly_rate: '95',
    })),
  )
  await inParts(projects, async (some) => {
    await db.insertInto('projects').values(some).execute()
  })
  const hours = projects.flatMap((project) =>
    Array.from({ length: company.hoursPerProject }, (_, index) => ({
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
    })),
  )
  await inParts(hours, async (some) => {
    await db.insertInto('time_entries').values(some).execute()
  })
  return hours.map((each) => each.id)
}

async function inParts<Row>(rows: Row[], insert: (some: Row[]) => Promise<void>): Promise<void> {
  const size = 1000
  for (let start = 0; start < rows.length; start += size)
    await insert(rows.slice(start, start + size))
}
