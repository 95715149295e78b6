import type { XeroConnection } from '#db/xero-connections.ts'
import { listMappingRules, saveMappingRule, setItemCode } from '#db/xero-mappings.ts'
import type { FindingAbout } from '#domain/findings.ts'
import { type MappingSubject, ruleKey } from '#domain/line-mapping.ts'
import { type Context, inTransaction } from '../context.ts'
import type { Transaction } from '#db/database.ts'
import { auditMapping } from './audit-mapping.ts'
import { expectXero } from './expect-xero.ts'
import { readXeroTrackingOptions } from './xero-lists.ts'

/** Takes away what a mapping names and Xero does not have: its product or account, or its options that are gone. */
export async function clearMapping(
  ctx: Context,
  {
    connection,
    about,
    kind,
  }: {
    connection: XeroConnection
    about: FindingAbout
    kind: 'clear_booking' | 'clear_tracking'
  },
): Promise<void> {
  const { workspaceId } = ctx
  const { tenantId } = connection
  const subject = about.subject as MappingSubject // Only mappings are found to need clearing.
  const { subjectId } = about
  const live = new Set(
    kind === 'clear_tracking'
      ? expectXero(await readXeroTrackingOptions(ctx, { connection })).map((each) => each.optionId)
      : [],
  )
  await inTransaction(ctx, async (tx) => {
    const change = async () => await clear(tx)
    await auditMapping(ctx, tx, { connection, subject, subjectId, change })
  })

  async function clear(tx: Transaction): Promise<void> {
    const rules = await listMappingRules(tx, { workspaceId, tenantId })
    const rule = rules.find((each) => ruleKey(each) === ruleKey({ subject, subjectId }))
    if (kind === 'clear_tracking') {
      if (!rule) return
      const tracking = rule.tracking.filter((each) => live.has(each.optionId))
      await saveMappingRule(tx, { workspaceId, tenantId, rule: { ...rule, tracking } })
      return
    }
    const namesItem = subject === 'task' || subject === 'product'
    if (connection.isDefault && namesItem && subjectId !== null && !rule?.accountCode) {
      await setItemCode(tx, { workspaceId, subject, subjectId, itemCode: null })
    }
    if (!rule) return
    const cleared = { ...rule, itemCode: null, accountCode: null }
    await saveMappingRule(tx, { workspaceId, tenantId, rule: cleared })
  }
}
