import { say } from '#domain/words/say.ts'
import { listConnections } from '#db/xero-connections.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'

/** A tax rate in Xero for a VAT rate; of the default administration unless another is named. Null: by the percentage. */
export type TaxTypeChoice = { connectionId?: string | undefined; taxType: string | null }

type Given = { field: string; choices: readonly TaxTypeChoice[] }
type Chosen = { connectionId: string; tenantId: string; taxType: string | null }

/** The organisation of each choice; refuses what names none, and what names one twice. */
export async function findChosenOrganisations(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  given: readonly Given[],
): Promise<Chosen[][]> {
  if (given.every(({ choices }) => choices.length === 0)) return given.map(() => [])
  const { workspaceId } = ctx
  const connections = await listConnections(ctx.db, { workspaceId })
  return given.map(({ field, choices }) => {
    const seen = new Set<string>()
    return choices.map(({ connectionId, taxType }, index) => {
      const connection = connections.find((each) =>
        connectionId === undefined ? each.isDefault : each.id === connectionId,
      )
      const at = `${field}.${index}.connectionId`
      if (!connection && connectionId === undefined) refuse('xero_is_not_connected', { field: at })
      if (!connection) refuse('xero_connection_not_found', { field: at })
      const { id, tenantId } = connection
      if (seen.has(id)) {
        refuse('input_is_not_valid', {
          field: at,
          detail: say('This administration is named twice.'),
        })
      }
      seen.add(id)
      return { connectionId: id, tenantId, taxType }
    })
  })
}
