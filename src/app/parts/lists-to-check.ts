import { listXeroMappings, type MappingView } from '#app/xero/list-xero-mappings.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { listTaxTypes } from '#db/xero-tax-types.ts'
import type { Context } from '../context.ts'
import { expectXero } from './expect-xero.ts'
import { refreshOrganisationFacts } from './organisation-facts.ts'
import {
  readXeroAccounts,
  readXeroBrandingThemes,
  readXeroItems,
  readXeroPermits,
  readXeroTaxRates,
  readXeroTrackingOptions,
} from './xero-lists.ts'

/** What the administration has now, and the mappings that name something of it. One call each; tracking and themes only where named. */
export async function readLists(
  ctx: Context,
  { connection, isFresh }: { connection: XeroConnection; isFresh: boolean },
) {
  const ask = { connection, isFresh }
  const { workspaceId } = ctx
  const { id: connectionId, tenantId } = connection
  const rules: MappingView[] = await listXeroMappings(ctx, { connectionId })
  const namesOption = rules.some((rule) => rule.tracking.length > 0)
  return {
    rules,
    taxTypes: await listTaxTypes(ctx.db, { workspaceId, tenantId }),
    organisation: expectXero(await refreshOrganisationFacts(ctx, connection, { isFresh })),
    permits: expectXero(await readXeroPermits(ctx, ask)),
    accounts: expectXero(await readXeroAccounts(ctx, ask)),
    items: expectXero(await readXeroItems(ctx, ask)),
    taxRates: expectXero(await readXeroTaxRates(ctx, ask)),
    brandingThemes:
      connection.brandingThemeId === null ? [] : expectXero(await readXeroBrandingThemes(ctx, ask)),
    trackingOptions: namesOption ? expectXero(await readXeroTrackingOptions(ctx, ask)) : [],
  }
}
