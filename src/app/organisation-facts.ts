import { setOrganisationFacts, type XeroConnection } from '#db/xero-connections.ts'
import type { Context } from './context.ts'
import type { Organisation, Outcome } from './ports/accounting.ts'
import { readXeroOrganisation } from './xero-lists.ts'

/** Reads the organisation's name, currency and country anew and keeps them with the connection. */
export async function refreshOrganisationFacts(
  ctx: Context,
  connection: XeroConnection,
): Promise<Outcome<Organisation>> {
  const outcome = await readXeroOrganisation(ctx, { connection, isFresh: true })
  if (outcome.kind !== 'ok') return outcome
  const { name, shortCode, baseCurrency, countryCode, isDemoCompany } = outcome.value
  await ctx.db.transaction().execute(async (tx) => {
    await setOrganisationFacts(tx, {
      workspaceId: ctx.workspaceId,
      connectionId: connection.id,
      name,
      shortCode,
      baseCurrency,
      countryCode,
      isDemoCompany,
    })
  })
  return outcome
}
