import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { describeBudget, forecastTonight } from '#app/parts/call-budget.ts'
import { listAdministrations } from '#app/parts/xero-administrations.ts'
import { type Asked, describeXero } from '#app/parts/xero-settings.ts'
import { findMember } from '#db/members.ts'
import { findTokenSet } from '#db/xero-token-sets.ts'
import { countConnectedOrganisations, type XeroConnection } from '#db/xero-connections.ts'

/**
 * How an administration stands, the default one where none is named: its settings, what is missing, what works and why not;
 * and which others there are.
 */
export async function getXeroConnection(ctx: Context, asked: Asked = {}) {
  allow(ctx, 'xero:read')
  const { workspaceId, accounting } = ctx
  const standing = await describeXero(ctx, asked)
  const { administration, offered, state, missing } = standing
  const member =
    administration &&
    (await findMember(ctx.db, { workspaceId, memberId: administration.connectedBy }))
  const tokens =
    administration &&
    (await findTokenSet(ctx.db, { workspaceId, tokenSetId: administration.tokenSetId }))
  const budget = administration && (await describeBudget(ctx, administration))
  return {
    state,
    isSimulator: accounting.simulatorUrl !== null,
    simulatorUrl: accounting.simulatorUrl,
    currency: standing.currency,
    organisation: administration && organisationView(ctx, administration),
    administrations: await listAdministrations(ctx, standing),
    offered: offered.map(({ id, tenantId, name, baseCurrency, isDemoCompany, connectedAt }) => ({
      connectionId: id,
      tenantId,
      name,
      baseCurrency,
      isDemoCompany,
      connectedAt,
    })),
    settings: administration && {
      defaultItemCode: administration.defaultItemCode,
      salesAccountCode: administration.salesAccountCode,
      debtorsAccountCode: administration.debtorsAccountCode,
      brandingThemeId: administration.brandingThemeId,
      brandingThemeName: administration.brandingThemeName,
      journalStatus: administration.journalStatus,
      nightlyImport: administration.nightlyImport,
      importScope: administration.importScope,
      importGroupId: administration.importGroupId,
      importGroupName: administration.importGroupName,
    },
    missing,
    canExport: standing.exportRefusal === null,
    cannotExportBecause: standing.exportRefusal?.message ?? null,
    salesTarget: standing.salesTarget,
    canPostSalesTransactions: standing.salesTransactionRefusal === null,
    cannotPostSalesTransactionsBecause: standing.salesTransactionRefusal?.message ?? null,
    connectedBy: member?.name ?? null,
    hasConnectorLeft: (member?.archivedAt ?? null) !== null,
    connectedAt: administration?.connectedAt ?? null,
    scopes: scopesOf(ctx, tokens?.scopes ?? null),
    lastSuccessAt: administration?.lastSuccessAt ?? null,
    lastErrorAt: administration?.lastErrorAt ?? null,
    lastError: administration?.lastError ?? null,
    parkedUntil: budget?.parkedUntil ?? null,
    callsLeftToday: budget && budget.left,
    callsADay: accounting.dayLimit,
    app: ctx.permissions.has('xero:connect')
      ? {
          redirectUri: accounting.redirectUri,
          organisationCount: await countConnectedOrganisations(ctx.db),
        }
      : null,
    budget: budget &&
      administration && {
        used: budget.used,
        left: budget.left,
        keptForPeople: budget.keptForPeople,
        endsAt: budget.endsAt,
        tonight: await forecastTonight(ctx, administration),
      },
  }
}

function organisationView(ctx: Context, administration: XeroConnection) {
  const { id, tenantId, name, shortCode, baseCurrency, countryCode } = administration
  const { isDemoCompany, isDefault } = administration
  return {
    connectionId: id,
    tenantId,
    name,
    shortCode,
    baseCurrency,
    countryCode,
    isDemoCompany,
    isDefault,
    url: shortCode ? ctx.accounting.organisationUrl(shortCode) : null,
  }
}

/** Every scope we ask for, why, and whether the present consent has it. */
function scopesOf(ctx: Context, granted: string | null) {
  const grantedScopes = new Set(granted?.split(' '))
  return ctx.accounting.scopes.map(({ scope, reason }) => ({
    scope,
    reason,
    isGranted: granted === null ? null : grantedScopes.has(scope),
  }))
}
