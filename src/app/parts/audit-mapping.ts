import type { Transaction } from '#db/database.ts'
import { findMappedThing, listMappingRules } from '#db/xero-mappings.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import type { MappingSubject } from '#domain/line-mapping.ts'
import { audit } from './audit.ts'
import type { Context } from '../context.ts'

type About = { connection: XeroConnection; subject: MappingSubject; subjectId: string | null }

/** Changes how something is booked, and writes down how it was booked before and is now. */
export async function auditMapping(
  ctx: Context,
  tx: Transaction,
  { connection, subject, subjectId, change }: About & { change: () => Promise<void> },
): Promise<void> {
  const { workspaceId } = ctx
  const state = async () => {
    const rules = await listMappingRules(tx, { workspaceId, tenantId: connection.tenantId })
    const rule = rules.find((each) => each.subject === subject && each.subjectId === subjectId)
    const thing =
      subjectId === null
        ? undefined
        : await findMappedThing(tx, { workspaceId, subject, subjectId })
    const { itemCode = null, accountCode = null, tracking = [] } = rule ?? {}
    const booked = { itemCode: itemCode ?? thing?.itemCode ?? null, accountCode, tracking }
    return { booked, name: thing?.name ?? subject }
  }
  const { booked: before, name } = await state()
  await change()
  const { booked: after } = await state()
  const about = { id: subjectId, name: `${name} · ${connection.name}` }
  await audit(ctx, tx, { action: 'changed', subject: 'xero_mapping', ...about, before, after })
}
