import { fillWords, findingWords, fixWords } from '#domain/finding-words.ts'
import type { Finding, FindingEffect, Fix } from '#domain/findings.ts'
import type { Permission } from '#domain/permissions.ts'
import type { Context } from '../context.ts'
import type { Readiness } from './readiness.ts'
import { rememberedLists } from './xero-lists.ts'

/** What it takes to press the button of a finding. */
export const permissionOf: Record<Fix['kind'], Permission> = {
  choose_setting: 'xero:connect',
  create_item: 'xero:connect',
  create_debtors_account: 'xero:connect',
  restore_account: 'xero:connect',
  clear_booking: 'xero:connect',
  clear_tracking: 'xero:connect',
  clear_branding_theme: 'xero:connect',
  choose_tax_type: 'settings:write',
  create_tax_rate: 'xero:connect',
  create_tracking_option: 'xero:connect',
  link_contact: 'xero:import',
  restore_contact: 'xero:import',
  follow_merge: 'xero:import',
  follow_contact: 'xero:import',
  rename_client: 'clients:write',
}

/** Those that change the settings of the organisation itself, which not every consent lets us. */
export const changesOrganisation: ReadonlySet<Fix['kind']> = new Set([
  'create_item',
  'create_debtors_account',
  'restore_account',
  'create_tax_rate',
  'create_tracking_option',
])

const order: FindingEffect[] = ['blocks', 'fails', 'warns']

/** The check as people see it: in words, the worst first. */
export function viewReadiness(ctx: Context, readiness: Readiness) {
  const { connection, findings, work, callsNeeded, clientsNotLookedUp, maySettle } = readiness
  const isBad = ({ effect }: Finding) => effect !== 'warns'
  return {
    isReady: !findings.some(isBad),
    organisationName: connection?.name ?? null,
    items: findings
      .toSorted((a, b) => order.indexOf(a.effect) - order.indexOf(b.effect))
      .map((each) => viewFinding(ctx, { connection, maySettle, finding: each })),
    open: work && {
      documents: work.documents.length,
      items: work.items,
      itemsLeftOut: work.leftOut,
      callsNeeded,
    },
    clientsNotLookedUp,
    read: connection ? rememberedLists(connection) : [],
  }
}

export type ReadinessView = ReturnType<typeof viewReadiness>

function viewFinding(
  ctx: Context,
  {
    connection,
    maySettle,
    finding,
  }: Pick<Readiness, 'connection' | 'maySettle'> & { finding: Finding },
) {
  const { code, effect, subject, subjectId, facts, itemCount, fix, contactId } = finding
  const words = findingWords[code]
  const shortCode = connection?.shortCode
  const isInXero = subject === 'organisation'
  return {
    code,
    effect,
    subject,
    subjectId,
    title: fillWords(words.title, facts),
    text: fillWords(words.text, facts),
    facts,
    itemCount,
    fix: fix && {
      kind: fix.kind,
      choice: fix.choice,
      label: fillWords(fixWords[fix.kind], { choice: fix.choice }),
      isAllowed: ctx.permissions.has(permissionOf[fix.kind]),
      isPermitted: maySettle || !changesOrganisation.has(fix.kind),
    },
    xeroUrl: !shortCode
      ? null
      : contactId !== null
        ? ctx.accounting.contactUrl(shortCode, contactId)
        : isInXero
          ? ctx.accounting.organisationUrl(shortCode)
          : null,
  }
}
