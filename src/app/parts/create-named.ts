import { refusals } from '#domain/refusals.ts'
import { createTasks } from '../catalogue/create-tasks.ts'
import { createClients } from '../clients/create-clients.ts'
import type { Context } from '../context.ts'
import { createProjects } from '../projects/create-projects.ts'
import { Refused } from '../refuse.ts'
import { findPlaces, key, type Missing, type NamedWork, type Place } from './sheet-places.ts'

/** Why something that rows name could not be made, by its kind and name. */
export type Troubles = Map<string, string>

export function troubleKey({ subject, name }: Pick<Missing, 'subject' | 'name'>): string {
  return `${subject} ${key(name)}`
}

/**
 * Makes the clients, projects and tasks that rows name and that do not exist, as the pages make them. Each is looked up
 * anew before it is made, so a second run makes nothing twice.
 */
export async function createNamed(
  ctx: Context,
  { rows, creates, troubles }: { rows: NamedWork[]; creates: Creates; troubles: Troubles },
): Promise<void> {
  for (const subject of ['clients', 'projects', 'tasks'] as const) {
    if (!creates[subject]) continue
    // What was made for one row may be what the next one needs.
    // oxlint-disable-next-line no-await-in-loop
    const places = await findPlaces(ctx, ctx.db, rows)
    for (const missing of missingOf(places, subject)) {
      if (troubles.has(troubleKey(missing))) continue
      try {
        // oxlint-disable-next-line no-await-in-loop
        await make(ctx, missing)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        troubles.set(troubleKey(missing), error.particulars.detail ?? refusals[error.code].title)
      }
    }
  }
}

type Creates = Record<Missing['subject'], boolean>

/** Each thing that is missing once, of rows that are right apart from that. */
function missingOf(places: Place[], subject: Missing['subject']): Missing[] {
  const all = places
    .filter((place) => place.problems.length === 0)
    .flatMap((place) => place.missing.filter((each) => each.subject === subject))
  const keyOf = ({ name, clientId }: Missing) => `${clientId} ${key(name)}`
  return [...new Map(all.map((each) => [keyOf(each), each])).values()]
}

async function make(ctx: Context, { subject, name, code, clientId }: Missing): Promise<void> {
  if (subject === 'clients') await createClients(ctx, { items: [{ name }] })
  else if (subject === 'tasks') {
    const task = { name, hourlyRate: null, isBillable: true, xeroItemCode: null }
    await createTasks(ctx, { items: [task] })
  } else if (clientId !== null) {
    // At the client's rate, else the workspace's: nothing more is known of it.
    const project = { clientId, name, code, invoiceMethod: 'client_hourly_rate' } as const
    await createProjects(ctx, { items: [project] })
  }
}
