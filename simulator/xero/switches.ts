/**
 * What nobody outside Xero knows for sure. Each point is one switch with the default that we hold
 * to be likeliest; flip it to see whether a client survives the other possibility.
 */
export interface Switches {
  /** How half a cent is rounded in line totals and tax. */
  rounding: 'half_away_from_zero' | 'half_even'
  /** Default error mode: are the valid elements of a batch with one bad element saved? */
  summarisedBatchSavesValid: boolean
  /** POST to the collection with a known InvoiceNumber and no InvoiceID edits that invoice. */
  postWithKnownNumberEdits: boolean
  voidedNumberIsReusable: boolean
  deletedNumberIsReusable: boolean
  /** POST with ContactStatus ACTIVE brings an archived contact back. */
  unarchiveByPost: boolean
  /** Leading, trailing and double spaces in a contact's name. */
  contactNameSpaces: 'trim' | 'refuse'
  /** How two account numbers are compared when uniqueness is checked. */
  accountNumberComparison: 'exact' | 'folded'
  /** The same idempotency key with another tenant. */
  idempotencyAcrossTenants: 'refuse' | 'replay'
  /** Idempotency keys over 128 characters. */
  longIdempotencyKey: 'refuse' | 'accept'
  unknownTrackingName: 'refuse' | 'ignore'
  /** A line of a manual journal whose account code does not exist. */
  unknownJournalAccount: 'warn_and_remove' | 'refuse'
  /** System accounts, besides GST, in manual journals (AR, AP, retained earnings are refused always). */
  otherSystemAccountsInJournals: 'refuse' | 'accept'
  gstAccountInJournals: 'refuse' | 'accept'
  /** The connecting user may post manual journals (else 403). */
  journalPermission: boolean
  /** PeriodLockDate does not bind advisers. */
  userIsAdviser: boolean
  /** SubTotal, TotalTax or Total that differ from the lines. */
  suppliedTotalMismatch: 'refuse' | 'ignore'
  authEventOnReconsent: 'new' | 'keep'
  /** A retired or unknown scope: back to the app with an error, or a page at Xero. */
  invalidScope: 'redirect' | 'page'
  /** Does the answer to a re-used refresh token (in its 30 minutes) end the earlier answer's token? */
  graceReuseEndsSibling: boolean
  /** A record changed in the very second of If-Modified-Since is returned. */
  modifiedSinceIsInclusive: boolean
  /** Several organisations in one consent (a feature of Xero's upper tiers). */
  bulkConnect: boolean
  /** Organisations that one app may be connected to; 0 = no cap (Xero's free tier has 5). */
  maxConnections: number
  /** Items need accounting.settings (seen live), or accounting.invoices (as the table says). */
  itemsScope: 'settings' | 'invoices'
  /** Bodies over this size are answered with 400. */
  maxBodyBytes: number
  /** Files over this size are answered with 413 (Xero's pages name 10 MB and 25 MB). */
  maxAttachmentBytes: number
  /** A file that is attached moves UpdatedDateUTC of its document. */
  attachmentMovesUpdatedDate: boolean
  /** A second call with a key whose first call is still being answered. */
  concurrentSameKey: 'replay' | 'refuse'
  /** A bank account in a manual journal is refused in the words of other accounts, or in its own. */
  bankAccountInJournals: 'same_text' | 'own_text' | 'accept'
  /** A posted journal may be changed, not only voided. */
  postedJournalIsEditable: boolean
  /** The status where the user may not post manual journals. */
  missingPermissionStatus: '403' | '401'
  /** The status where a tenant is not on the token. */
  foreignTenantStatus: '403' | '401'
  /** The error that the app gets when the user cancels the consent. */
  cancelError: 'access_denied' | 'consent_required'
  /** A refresh token that was used once works for 30 more minutes; otherwise invalid_grant. */
  refreshTokenGrace: boolean
  /** If-Modified-Since in the future. */
  futureModifiedSince: 'empty' | 'ignore' | 'refuse'
  /** The status of a body over the limit. */
  tooLargeStatus: '400' | '413'
  /** `=` in a where expression means the same as `==`. */
  whereSingleEquals: 'accept' | 'refuse'
  queryParseErrorNumber: number
  /** An invoice without DueDate gets the one that the contact's payment terms give. */
  paymentTermsFillDueDate: boolean
  /** Xero sends no e-mail for its Demo Company. */
  demoCompanySendsEmail: boolean
  /** X-Rate-Limit-Problem: `minute` and `day`, or `Minute` and `Daily` as in older recordings. */
  limitProblemSpelling: 'lowercase' | 'capitalised'
  /** X-Rate-Limit-Problem of too many calls at once; `none`: the header is missing. */
  concurrentProblem: 'concurrent' | 'none'
  /** X-Rate-Limit-Problem of the minute of the app. */
  appMinuteProblem: 'appminute' | 'app' | 'none'
  /** The status of a call to an organisation whose user disconnected the app. */
  disconnectedStatus: '403' | '401'
  /** No two contacts have the same AccountNumber (seen), or they may (as Xero once said). */
  accountNumberIsUnique: boolean
  /** Whether texts in a where expression that differ in case or accents alone are equal. */
  whereTexts: 'folded' | 'exact'
  /** The contact that another one is merged into counts as changed. */
  mergeMovesUpdatedDate: boolean
  /** A new tax rate says how it is filed (ReportTaxType) in Australia, New Zealand and the UK. */
  reportTaxTypeIsRequired: boolean
  /** No two tax rates, and no two options of a tracking category, have the same name. */
  settingsNamesAreUnique: boolean
  /**
   * `refuse`: a write with the text `[[unreadable]]` anywhere in it is not read at all (400, ErrorNumber 14, no element is named),
   * nor is a where with it. `accept`: it is a text like any other.
   */
  unreadableText: 'accept' | 'refuse'
  /** Answers are compressed for clients that ask for it. */
  compressesAnswers: boolean
}

export const defaultSwitches: Readonly<Switches> = {
  rounding: 'half_away_from_zero',
  summarisedBatchSavesValid: false,
  postWithKnownNumberEdits: true,
  voidedNumberIsReusable: false,
  deletedNumberIsReusable: true,
  unarchiveByPost: true,
  contactNameSpaces: 'trim',
  accountNumberComparison: 'exact',
  idempotencyAcrossTenants: 'refuse',
  longIdempotencyKey: 'refuse',
  unknownTrackingName: 'refuse',
  unknownJournalAccount: 'warn_and_remove',
  otherSystemAccountsInJournals: 'refuse',
  gstAccountInJournals: 'accept',
  journalPermission: true,
  userIsAdviser: false,
  suppliedTotalMismatch: 'refuse',
  authEventOnReconsent: 'new',
  invalidScope: 'redirect',
  graceReuseEndsSibling: false,
  modifiedSinceIsInclusive: true,
  bulkConnect: false,
  maxConnections: 0,
  itemsScope: 'settings',
  maxBodyBytes: 3_670_016,
  maxAttachmentBytes: 10_485_760,
  attachmentMovesUpdatedDate: false,
  concurrentSameKey: 'replay',
  bankAccountInJournals: 'same_text',
  postedJournalIsEditable: true,
  missingPermissionStatus: '403',
  foreignTenantStatus: '403',
  cancelError: 'access_denied',
  refreshTokenGrace: true,
  futureModifiedSince: 'empty',
  tooLargeStatus: '400',
  whereSingleEquals: 'accept',
  queryParseErrorNumber: 16,
  paymentTermsFillDueDate: false,
  demoCompanySendsEmail: false,
  limitProblemSpelling: 'lowercase',
  concurrentProblem: 'concurrent',
  appMinuteProblem: 'appminute',
  disconnectedStatus: '403',
  accountNumberIsUnique: true,
  whereTexts: 'folded',
  mergeMovesUpdatedDate: false,
  reportTaxTypeIsRequired: true,
  settingsNamesAreUnique: true,
  unreadableText: 'accept',
  compressesAnswers: true,
}

/** Switches by their names, in texts or as they are: what was asked for, or what is wrong with it. */
export function switchesFrom(given: Readonly<Record<string, unknown>>): {
  switches: Partial<Switches>
  problem: string | null
} {
  const switches: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given)) {
    if (!isSwitch(name)) return { switches: {}, problem: `there is no switch ${name}` }
    const read = switchValue(name, value)
    if (read === undefined) {
      return { switches: {}, problem: `${name} must be ${wordsFor(name)}` }
    }
    switches[name] = read
  }
  return { switches, problem: null }
}

const isSwitch = (name: string): name is keyof Switches => Object.hasOwn(defaultSwitches, name)

/** What the switches with named settings may be set to; the others are flags or whole numbers. */
const switchChoices: Readonly<Partial<Record<keyof Switches, readonly string[]>>> = {
  rounding: ['half_away_from_zero', 'half_even'],
  contactNameSpaces: ['trim', 'refuse'],
  accountNumberComparison: ['exact', 'folded'],
  idempotencyAcrossTenants: ['refuse', 'replay'],
  longIdempotencyKey: ['refuse', 'accept'],
  unknownTrackingName: ['refuse', 'ignore'],
  unknownJournalAccount: ['warn_and_remove', 'refuse'],
  otherSystemAccountsInJournals: ['refuse', 'accept'],
  gstAccountInJournals: ['refuse', 'accept'],
  suppliedTotalMismatch: ['refuse', 'ignore'],
  authEventOnReconsent: ['new', 'keep'],
  invalidScope: ['redirect', 'page'],
  itemsScope: ['settings', 'invoices'],
  concurrentSameKey: ['replay', 'refuse'],
  bankAccountInJournals: ['same_text', 'own_text', 'accept'],
  missingPermissionStatus: ['403', '401'],
  foreignTenantStatus: ['403', '401'],
  cancelError: ['access_denied', 'consent_required'],
  futureModifiedSince: ['empty', 'ignore', 'refuse'],
  tooLargeStatus: ['400', '413'],
  whereSingleEquals: ['accept', 'refuse'],
  limitProblemSpelling: ['lowercase', 'capitalised'],
  concurrentProblem: ['concurrent', 'none'],
  appMinuteProblem: ['appminute', 'app', 'none'],
  disconnectedStatus: ['403', '401'],
  whereTexts: ['folded', 'exact'],
  unreadableText: ['accept', 'refuse'],
}

function switchValue(name: keyof Switches, value: unknown): unknown {
  const choices = switchChoices[name]
  if (choices) return choices.find((choice) => choice === value)
  if (typeof defaultSwitches[name] === 'boolean') {
    return value === true || value === 'true'
      ? true
      : value === false || value === 'false'
        ? false
        : undefined
  }
  return /^\d+$/.test(String(value)) ? Number(value) : undefined
}

function wordsFor(name: keyof Switches): string {
  const choices = switchChoices[name]
  if (choices) return choices.join(' or ')
  return typeof defaultSwitches[name] === 'boolean' ? 'true or false' : 'a whole number'
}

/** The settings that a switch can have; none where any whole number will do. */
export function switchSettings(name: keyof Switches): readonly string[] {
  const choices = switchChoices[name]
  if (choices) return choices
  return typeof defaultSwitches[name] === 'boolean' ? ['false', 'true'] : []
}
