import { setOrganisationFacts, type XeroConnection } from '#db/xero-connections.ts'
import type { Context } from '../context.ts'
import type { Organisation, Outcome } from '../ports/accounting.ts'
import { readXeroOrganisation } from './xero-lists.ts'

/**
 * Reads the organisation's name, currency and country and keeps them with the connection: anew, or as remembered for a
 * minute.
 */
export async function refreshOrganisationFacts(
  ctx: Context,
  connection: XeroConnection,
  { isFresh = true }: { isFresh?: boolean } = {},
): Promise<Outcome<Organisation>> {
  const outcome = await readXeroOrganisation(ctx, { connection, isFresh })
  if (outcome.kind !== 'ok' || isKnown(connection, outcome.value)) return outcome
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

function isKnown(connection: XeroConnection, organisation: Organisation): boolean {
  return (
    connection.name === organisation.name &&
    connection.shortCode === organisation.shortCode &&
    connection.baseCurrency === organisation.baseCurrency &&
    connection.countryCode === organisation.countryCode &&
    connection.isDemoCompany === organisation.isDemoCompany
  )
}
