import type { ForeignProblem } from '#app/ports/accounting.ts'
import type { XeroProblemCode } from '#domain/xero-problems.ts'
import { isWire, listIn, textIn, type Wire } from './wire-values.ts'

// The one place where Xero's texts are recognised. What each code means for people is in domain/xero-problems.ts.
const texts: readonly (readonly [RegExp, XeroProblemCode])[] = [
  [/^Invoice # must be unique/i, 'invoice_number_is_taken'],
  [/has been archived, or deleted|archived, or has been deleted/i, 'account_is_archived'],
  [/has been removed as it does not match a recognised account/i, 'account_is_not_valid'],
  [/Account code '?.*'? is not a valid code for this document/i, 'account_is_not_valid'],
  [/^Account must be valid/i, 'account_is_not_valid'],
  [/^Account code or ID must be specified/i, 'account_is_missing'],
  [/TaxType code .* cannot be used with account code/i, 'tax_type_does_not_fit'],
  [/TaxType code|^Tax rate must be valid/i, 'tax_type_is_not_valid'],
  [/not subscribed to currency/i, 'currency_is_not_enabled'],
  [/cannot be before the (?:period|end of year) lock date/i, 'period_is_locked'],
  [/payments? or credit notes? allocated/i, 'document_has_payments'],
  [/not of valid status for modification/i, 'document_cannot_be_changed'],
  [/^A Contact must be specified/i, 'contact_is_missing'],
  [/contact details has been archived/i, 'contact_is_archived'],
  [/^The contact name .* is already assigned/i, 'contact_name_is_taken'],
  [/^The contact number .* is already assigned/i, 'contact_number_is_taken'],
  [/^The Account Number already exists/i, 'account_number_is_taken'],
  [
    /^Contact Name cannot be empty|must contain at least 1 of the following/i,
    'contact_has_no_name',
  ],
  [/Email address must be valid/i, 'email_is_not_valid'],
  // Nobody knows these to the letter: Xero's documents name the reasons, not the words.
  [/\b(?:no|without an?|not have an?) e-?mail\b/i, 'contact_has_no_email'],
  [/limit\b.*\be-?mails?\b|\be-?mails?\b.*\blimit\b/i, 'email_limit_is_reached'],
  [/not of valid status for (?:sending|e-?mail)/i, 'document_is_not_for_email'],
  [/exceeds the amount outstanding/i, 'payment_is_too_large'],
  [/reached the limit of invoices you can approve/i, 'plan_limit_is_reached'],
  [/^Price List Item with Code .* already exists/i, 'item_code_is_taken'],
  [
    /^Item code .* is not valid|Item .* (?:does not exist|could not be found)/i,
    'item_is_not_valid',
  ],
  [/^(?:The )?branding ?theme\b/i, 'branding_theme_is_gone'],
  [/^Please enter a unique (?:Name|Code)/i, 'account_is_taken'],
  [/^The total debits .* must equal total credits/i, 'journal_does_not_balance'],
  [/does not match the expected line total/i, 'amounts_differ'],
  [/does not equal the sum of the lines/i, 'amounts_differ'],
  [/^The discount rate .* is invalid/i, 'discount_is_too_large'],
  [/SentToContact updated/i, 'sent_mark_was_ignored'],
  [/^Idempotency Key.* is used with a different request/i, 'idempotency_key_was_reused'],
  [/^Idempotency Key.* is too long/i, 'request_was_not_understood'],
  [/without the reporting role|not permitted to access this resource/i, 'role_is_not_permitted'],
  [/^TokenExpired/i, 'token_expired'],
  [/^AuthenticationUnsuccessful/i, 'not_connected'],
  // What we call is part of every plan of an app, so this is about the person who connected.
  [/^AuthorizationUnsuccessful/i, 'role_is_not_permitted'],
  [/Organisation is offline/i, 'organisation_is_offline'],
  [/offline for maintenance|temporarily unavailable/i, 'xero_is_offline'],
  [/supplied id was not found/i, 'not_found_in_xero'],
  [/^The file couldn't be uploaded|^PayloadTooLarge/i, 'file_is_not_taken'],
]

const codeByErrorNumber: Readonly<Record<number, XeroProblemCode>> = {
  14: 'request_was_not_understood',
  16: 'request_was_not_understood',
}

const codeByOAuthError: Readonly<Record<string, XeroProblemCode>> = {
  invalid_grant: 'grant_is_dead',
  invalid_client: 'app_is_refused',
  unauthorized_client: 'app_is_refused',
  invalid_request: 'app_is_refused',
  invalid_scope: 'scope_is_refused',
}

const codeByStatus: Readonly<Record<number, XeroProblemCode>> = {
  401: 'not_connected',
  403: 'not_connected',
  404: 'not_found_in_xero',
  405: 'request_was_not_understood',
  412: 'connection_is_too_old',
  413: 'request_was_not_understood',
  501: 'request_was_not_understood',
  503: 'xero_is_offline',
}

const detailLimit = 1000

/** Whether a 401 is about a permission that was not given. The misspelling is Xero's; either may come. */
export function isScopeMissing(wwwAuthenticate: string | null): boolean {
  return /insuffici?ent_scope/i.test(wwwAuthenticate ?? '')
}

/** What a refused call was refused for, from whichever of Xero's four dialects of errors the body is in. */
export function recogniseProblem(status: number, body: string): ForeignProblem {
  const parsed = parseOrUndefined(body)
  if (!isWire(parsed)) return problemFrom([withoutMarkup(body)], codeByStatus[status])

  const oauthError = textIn(parsed, 'error')
  if (oauthError !== null) {
    const code = codeByOAuthError[oauthError] ?? 'unrecognised'
    return {
      code,
      detail: [oauthError, textIn(parsed, 'error_description')].filter(Boolean).join(': '),
    }
  }
  const messages = [
    ...listIn(parsed, 'Elements').flatMap(messagesOf),
    textIn(parsed, 'Detail'),
    textIn(parsed, 'Message'),
  ]
  const errorNumber = parsed['ErrorNumber']
  const byNumber = typeof errorNumber === 'number' ? codeByErrorNumber[errorNumber] : undefined
  return problemFrom(
    messages.filter((each) => each !== null),
    byNumber ?? codeByStatus[status],
  )
}

/** The refusal of one element of a batch; undefined when it was accepted. */
export function problemOfElement(element: Wire): ForeignProblem | undefined {
  const messages = messagesOf(element)
  const isRefused = textIn(element, 'StatusAttributeString') === 'ERROR' || messages.length > 0
  return isRefused ? problemFrom(messages, undefined) : undefined
}

export function warningsOf(element: Wire): string[] {
  return listIn(element, 'Warnings').flatMap(messageOf)
}

function problemFrom(
  messages: readonly string[],
  fallback: XeroProblemCode | undefined,
): ForeignProblem {
  const unique = [...new Set(messages)]
  const recognised = unique.map(codeOf).find((code) => code !== undefined)
  const telling = unique.filter((each) => !isEnvelope(each))
  const detail = (telling.length > 0 ? telling : unique).join(' ').slice(0, detailLimit)
  return { code: recognised ?? fallback ?? 'unrecognised', detail }
}

function codeOf(message: string): XeroProblemCode | undefined {
  return texts.find(([pattern]) => pattern.test(message))?.[1]
}

// "A validation exception occurred" says nothing when the elements say what.
function isEnvelope(message: string): boolean {
  return /^A validation exception occurred/i.test(message)
}

/** The messages of a record and of the records inside it; Xero writes Message in one place and Description in another. */
function messagesOf(record: Wire): string[] {
  const messages: string[] = []
  gatherMessages(record, messages)
  return messages
}

// Into one list: a batch has thousands of lines, and next to none says anything.
function gatherMessages(record: Wire, messages: string[]): void {
  for (const error of listIn(record, 'ValidationErrors')) messages.push(...messageOf(error))
  for (const name of ['LineItems', 'JournalLines']) {
    for (const line of listIn(record, name)) gatherMessages(line, messages)
  }
  const contact = record['Contact']
  if (isWire(contact)) gatherMessages(contact, messages)
}

function messageOf(record: Wire): string[] {
  const message = textIn(record, 'Message') ?? textIn(record, 'Description')
  return message === null ? [] : [message]
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // Plain text, HTML or nothing: recognised as such.
  }
}

function withoutMarkup(text: string): string {
  return text
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, detailLimit)
}
