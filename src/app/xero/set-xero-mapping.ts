import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { auditMapping } from '#app/parts/audit-mapping.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { refuse } from '#app/refuse.ts'
import { readXeroAccounts, readXeroItems, readXeroTrackingOptions } from '#app/parts/xero-lists.ts'
import { type Asked, requireAdministration } from '#app/parts/xero-settings.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import {
  holdMappedThing,
  type MappedKind,
  saveMappingRule,
  setItemCode,
} from '#db/xero-mappings.ts'
import type { MappingRule, MappingSubject, Tracking } from '#domain/line-mapping.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { accountRefusal } from '#domain/xero-settings.ts'

/**
 * Says how work is booked: by a product, or on an account, and with which tracking options. What is left empty follows the
 * next level. Checked against the organisation as it was a minute ago at most; an export looks again.
 */
export async function setXeroMapping(
  ctx: Context,
  { connectionId, ...rule }: MappingRule & Asked,
): Promise<void> {
  allow(ctx, 'xero:connect')
  const { workspaceId } = ctx
  const { subject, subjectId, itemCode } = rule
  const thing = thingOf(subject, subjectId)
  if (itemCode !== null && rule.accountCode !== null) {
    refuse('mapping_is_item_or_account', { field: 'accountCode' })
  }
  const connection = await requireAdministration(ctx, { connectionId })
  const { tenantId } = connection
  const tracking = await refuseUnknown(ctx, connection, rule)
  await inTransaction(ctx, async (tx) => {
    if (thing && !(await holdMappedThing(tx, { workspaceId, ...thing }))) {
      refuse(notFound[thing.subject], { field: 'subjectId' })
    }
    const change = async () => {
      // A task or product names its product in the default administration itself; the others fall back on it.
      const keepsOwnItem = connection.isDefault && (subject === 'task' || subject === 'product')
      if (keepsOwnItem && subjectId !== null) {
        await setItemCode(tx, { workspaceId, subject, subjectId, itemCode })
      }
      const kept = { ...rule, tracking, ...(keepsOwnItem && { itemCode: null }) }
      await saveMappingRule(tx, { workspaceId, tenantId, rule: kept })
    }
    await auditMapping(ctx, tx, { connection, subject, subjectId, change })
  })
}

const notFound: Record<MappedKind, RefusalCode> = {
  task: 'task_not_found',
  product: 'product_not_found',
  client: 'client_not_found',
  project: 'project_not_found',
}

function thingOf(
  subject: MappingSubject,
  subjectId: string | null,
): { subject: MappedKind; subjectId: string } | undefined {
  const needsId = Object.hasOwn(notFound, subject)
  if (needsId !== (subjectId !== null)) {
    refuse('input_is_not_valid', {
      field: 'subjectId',
      detail: needsId ? say('Say which one.') : say('A kind of work has no id.'),
    })
  }
  // It is one of those that have an id.
  return subjectId === null ? undefined : { subject: subject as MappedKind, subjectId }
}

/** The tracking of the rule, with the names that its options have now. */
async function refuseUnknown(
  ctx: Context,
  connection: XeroConnection,
  { itemCode, accountCode, tracking }: MappingRule,
): Promise<Tracking[]> {
  if (itemCode !== null) {
    const items = expectXero(await readXeroItems(ctx, { connection }))
    const item = items.find((each) => each.code === itemCode)
    if (!item) refuse('xero_item_not_found', { field: 'itemCode' })
    if (!item.isSold) refuse('xero_item_is_not_sold', { field: 'itemCode' })
  }
  if (accountCode !== null) {
    const accounts = expectXero(await readXeroAccounts(ctx, { connection }))
    const account = accounts.find((each) => each.code === accountCode)
    if (!account) refuse('xero_account_not_found', { field: 'accountCode' })
    const refusal = accountRefusal(account, 'line')
    if (refusal) refuse(refusal.code, { field: 'accountCode', detail: refusal.message })
  }
  if (tracking.length === 0) return []
  if (new Set(tracking.map((each) => each.categoryId)).size < tracking.length) {
    refuse('tracking_category_is_named_twice', { field: 'tracking' })
  }
  const options = expectXero(await readXeroTrackingOptions(ctx, { connection }))
  return tracking.map(({ categoryId, optionId }, index) => {
    const option = options.find(
      (each) => each.categoryId === categoryId && each.optionId === optionId,
    )
    if (!option) refuse('tracking_option_is_unknown', { field: `tracking.${index}.optionId` })
    return { categoryId, optionId, optionName: option.optionName }
  })
}
