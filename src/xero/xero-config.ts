import { say } from '#domain/words/say.ts'
/** Which Xero we speak to, and as which app. Read from the environment by main/config.ts. */
export type XeroConfig = {
  clientId: string
  /** Null for an app registration without a secret: consent is then proven by PKCE. */
  clientSecret: string | null
  redirectUri: string
  /** Separated by spaces; null asks for the fewest that do the work. */
  scopes: string | null
  authorizeUrl: string
  tokenUrl: string
  revocationUrl: string
  connectionsUrl: string
  /** The keys that tokens about people are signed with. */
  jwksUrl: string
  apiUrl: string
  /** Where links for people lead. */
  webUrl: string
  /** Calls a day that Xero grants for each organisation. */
  dayLimit: number
  /** The built-in simulator's address when that is what we speak to, else null. */
  simulatorUrl: string | null
  timeoutMs?: number
  /** How many elements a page has that is read one after another; Xero's most unless told otherwise. */
  pageSize?: number
  /** Proves webhooks to be Xero's; without one none are received. */
  webhookKey?: string | null
}

/** The scopes we ask for and what each is for: the fewest that do the work. */
const scopesWithReasons: readonly { scope: string; reason: string }[] = [
  {
    scope: 'openid',
    reason: say('Know that the answer to the consent is meant for this Hourbook.'),
  },
  { scope: 'profile', reason: say('Show who connected.') },
  { scope: 'email', reason: say('Show who connected.') },
  { scope: 'offline_access', reason: say('Work in the background, after you closed the browser.') },
  { scope: 'accounting.contacts', reason: say('Import clients, and create those you invoice.') },
  {
    scope: 'accounting.invoices',
    reason: say('Create invoices, and look up what became of them.'),
  },
  {
    scope: 'accounting.manualjournals',
    reason: say('Post sales transactions as manual journals.'),
  },
  {
    scope: 'accounting.attachments',
    reason: say('Attach timesheets and receipts to the invoices you export, when you ask for it.'),
  },
  {
    scope: 'accounting.settings',
    reason: say(
      'Read the organisation, its accounts, items and tax rates; create an account, item, tax rate or tracking option when you ask for it.',
    ),
  },
]

/** Who somebody is, and nothing more: what Xero wants of signing up. */
export const signInScopes = ['openid', 'profile', 'email'] as const

// Xero gives these to no new app any more, and refuses all that is asked for beside them.
const retiredScopes: Readonly<Record<string, string>> = {
  'accounting.transactions':
    'accounting.invoices, accounting.payments or accounting.manualjournals',
  'accounting.transactions.read': 'accounting.invoices.read or accounting.payments.read',
  'accounting.reports.read': 'the report itself, such as accounting.reports.aged.read',
}

/** Why these configured scopes cannot work, in words; undefined when they can. */
export function scopesProblem(scopes: string): string | undefined {
  const asked = scopesOf({ scopes })
  const retired = asked.find((scope) => scope in retiredScopes)
  if (retired) return `Xero has no scope ${retired} any more; name ${retiredScopes[retired]}`
  const isKept = asked.includes('offline_access')
  return isKept
    ? undefined
    : 'offline_access must be among them, or the connection ends after half an hour'
}

/** The configured scopes, or the fewest that do the work. */
export function scopesOf(config: Pick<XeroConfig, 'scopes'>): string[] {
  const configured = config.scopes?.split(/[\s,]+/).filter((scope) => scope !== '') ?? []
  return configured.length > 0 ? configured : scopesWithReasons.map((each) => each.scope)
}

/** What a scope is for; a scope that was added by configuration has no reason of ours. */
export function withReason(scope: string): { scope: string; reason: string } {
  const known = scopesWithReasons.find((each) => each.scope === scope)
  return (
    known ?? { scope, reason: say('Added by the configuration of this Hourbook (XERO_SCOPES).') }
  )
}
