import type { XeroConnection } from '#db/xero-connections.ts'
import { listMappingRules, saveMappingRule } from '#db/xero-mappings.ts'
import { type Context, inTransaction } from '../context.ts'
import { audit } from './audit.ts'
import { callXero } from './call-xero.ts'
import { expectXero } from './expect-xero.ts'
import { forgetXeroLists, readXeroTaxRates } from './xero-lists.ts'

type NewTaxRate = { connection: XeroConnection; name: string; percentage: string }

/** The sales tax rate of that name and percentage: the one there is, or else a new one. Answers its tax type. */
export async function createTaxRate(
  ctx: Context,
  { connection, name, percentage }: NewTaxRate,
): Promise<string> {
  const { id: connectionId, countryCode } = connection
  // An earlier press may have made it without our knowing.
  const rates = expectXero(await readXeroTaxRates(ctx, { connection, isFresh: true }))
  const made = rates.find(
    (each) =>
      each.isActive &&
      each.canApplyToRevenue &&
      each.name === name &&
      Number(each.percentage) === Number(percentage),
  )
  if (made) return made.taxType
  const outcome = await callXero(ctx, { connectionId, purpose: 'create_tax_rate' }, (session) =>
    ctx.accounting.createTaxRate(session, { name, percentage, countryCode }),
  )
  forgetXeroLists(connection, 'taxRates')
  const { taxType } = expectXero(outcome)
  await inTransaction(ctx, async (tx) => {
    const about = { id: null, name: `${name} · ${connection.name}` }
    await audit(ctx, tx, { action: 'created', subject: 'xero_tax_rate', ...about })
  })
  return taxType
}

type Missing = { connection: XeroConnection; optionId: string; name: string }

/**
 * Brings back a tracking option that mappings name: restores it where it is archived, takes another of its name, or else
 * creates one; then every mapping of the administration that named it has it again.
 */
export async function createTrackingOption(
  ctx: Context,
  { connection, optionId, name }: Missing,
): Promise<void> {
  const { workspaceId } = ctx
  const { tenantId } = connection
  const named = (await listMappingRules(ctx.db, { workspaceId, tenantId }))
    .flatMap((rule) => rule.tracking)
    .find((each) => each.optionId === optionId)
  if (!named) return
  const { categoryId } = named
  const foundId = await optionNamed(ctx, { connection, categoryId, optionId, name })
  await inTransaction(ctx, async (tx) => {
    for (const rule of await listMappingRules(tx, { workspaceId, tenantId })) {
      if (!rule.tracking.some((each) => each.optionId === optionId)) continue
      const tracking = rule.tracking.map((each) =>
        each.optionId === optionId ? { ...each, optionId: foundId } : each,
      )
      // oxlint-disable-next-line no-await-in-loop
      await saveMappingRule(tx, { workspaceId, tenantId, rule: { ...rule, tracking } })
    }
    const about = { id: connection.id, name: connection.name }
    const [before, after] = [{ trackingOption: optionId }, { trackingOption: foundId }]
    await audit(ctx, tx, { action: 'changed', subject: 'xero_mapping', ...about, before, after })
  })
}

async function optionNamed(
  ctx: Context,
  { connection, categoryId, optionId, name }: Missing & { categoryId: string },
): Promise<string> {
  const { id: connectionId } = connection
  const reading = { connectionId, purpose: 'read_tracking_categories' } as const
  const options = expectXero(
    await callXero(ctx, reading, (session) =>
      ctx.accounting.readTrackingCategory(session, categoryId),
    ),
  )
  const fold = (text: string) => text.trim().toLowerCase()
  const kept =
    options.find((each) => each.optionId === optionId) ??
    options.find((each) => fold(each.optionName) === fold(name))
  forgetXeroLists(connection, 'trackingOptions')
  if (kept?.isActive) return kept.optionId
  const writing = { connectionId, purpose: 'create_tracking_option' } as const
  const outcome = await callXero(ctx, writing, (session) =>
    kept
      ? ctx.accounting.restoreTrackingOption(session, { categoryId, optionId: kept.optionId })
      : ctx.accounting.createTrackingOption(session, { categoryId, name }),
  )
  return expectXero(outcome).optionId
}
