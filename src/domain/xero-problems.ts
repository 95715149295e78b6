/**
 * What Xero's refusals mean, in plain words, and what to do about each. The border with Xero recognises them; a code is
 * kept with a document and is never renamed. `settingsPath` is the page of Hourbook where it can be put right.
 */
type ProblemWords = { message: string; fix: string; settingsPath?: string }

const xeroSettings = '/settings/xero'

const problems = {
  invoice_number_is_taken: {
    message: 'Xero already has an invoice with this number.',
    fix: 'Look for it in Xero; it may have been entered by hand.',
  },
  account_is_archived: {
    message: 'An account on a line is archived in Xero.',
    fix: 'Restore it in Xero, or choose another account.',
    settingsPath: xeroSettings,
  },
  account_is_not_valid: {
    message:
      'Xero does not allow an account on a line for this document: it is unknown, locked or kept by Xero itself.',
    fix: 'Choose another account.',
    settingsPath: xeroSettings,
  },
  account_is_missing: {
    message: 'A line has no account, and Xero wants one before it approves.',
    fix: 'Choose a journal sale code, or give the item a sales account in Xero.',
    settingsPath: xeroSettings,
  },
  tax_type_does_not_fit: {
    message: 'The tax rate of a line cannot be used with its account.',
    fix: 'Choose another tax rate or another account.',
    settingsPath: '/administration/vat-rates',
  },
  tax_type_is_not_valid: {
    message: 'Xero does not know the tax rate of a line.',
    fix: 'Choose the Xero tax rate again.',
    settingsPath: '/administration/vat-rates',
  },
  currency_is_not_enabled: {
    message: 'The organisation in Xero does not use this currency.',
    fix: 'Use the base currency of the organisation, or add the currency in Xero.',
    settingsPath: '/settings/regional',
  },
  currency_differs: {
    message: 'The document is not in the base currency of the organisation in Xero.',
    fix: "Give it up and export its items again in the organisation's currency, or retry once the organisation has the currency of the document.",
    settingsPath: '/settings/regional',
  },
  period_is_locked: {
    message: 'The date falls in a period that is locked in Xero.',
    fix: 'Send it with another date, or move the lock date in Xero (Accounting → Advanced → Lock dates).',
  },
  document_has_payments: {
    message: 'The document has payments or credit notes in Xero and cannot be changed.',
    fix: 'Remove the payment in Xero first.',
  },
  document_cannot_be_changed: {
    message: 'The document can no longer be changed in Xero.',
    fix: 'Correct it with a credit note or a new document.',
  },
  contact_is_missing: {
    message: 'Xero wants a contact on the document.',
    fix: 'Import the client from Xero, or export again to create the contact.',
  },
  contact_is_archived: {
    message: 'The contact is archived in Xero.',
    fix: 'Restore the contact in Xero, then try again.',
  },
  contact_name_is_taken: {
    message: 'Xero already has an active contact with this name.',
    fix: 'Import contacts to say whether it is this client, or give the client another name; then try again.',
    settingsPath: '/settings/import',
  },
  contact_number_is_taken: {
    message: 'Xero already has a contact with this contact number.',
    fix: 'Import contacts to link it.',
    settingsPath: '/settings/import',
  },
  account_number_is_taken: {
    message: 'Another contact in Xero, perhaps an archived one, has this account number.',
    fix: 'Change the client number, or free the number in Xero.',
    settingsPath: '/administration/clients',
  },
  contact_number_is_double: {
    message: 'Several contacts in Xero have the number of this client.',
    fix: 'Import contacts to say which of them it is, or give the others another number in Xero; then try again.',
    settingsPath: '/settings/import',
  },
  contact_has_no_name: {
    message: 'Xero wants a name for the contact.',
    fix: 'Give the client a name.',
    settingsPath: '/administration/clients',
  },
  email_is_not_valid: {
    message: 'Xero does not accept the e-mail address.',
    fix: 'Correct the e-mail address of the client.',
    settingsPath: '/administration/clients',
  },
  contact_has_no_email: {
    message: 'The contact has no e-mail address in Xero.',
    fix: 'Give the contact one in Xero, then ask for the e-mail again.',
  },
  email_limit_is_reached: {
    message: 'Xero sends no more e-mails for this organisation today.',
    fix: 'A paying organisation may send 1,000 a day, one on trial 20, a demo company none. Ask again tomorrow, or send it yourself and mark it as sent.',
  },
  document_is_not_for_email: {
    message: 'Xero e-mails approved invoices only.',
    fix: 'Approve the invoice in Xero, then ask for the e-mail again.',
  },
  email_may_be_sent: {
    message: 'Nobody knows whether Xero e-mailed it once more.',
    fix: "Xero did not answer, and the customer had it before, so its mark tells nothing. The invoice's history in Xero shows each e-mail; ask again if it is not there.",
  },
  payment_is_too_large: {
    message: 'The payment is larger than what is open.',
    fix: 'Lower the amount.',
  },
  plan_limit_is_reached: {
    message: 'The Xero plan of this organisation allows no more approved invoices this month.',
    fix: 'Export as draft, or change the plan in Xero.',
  },
  branding_theme_is_gone: {
    message: 'Xero does not have the branding theme of the invoice any more.',
    fix: 'Try again: it then goes with the present default of Settings, Xero.',
    settingsPath: xeroSettings,
  },
  item_code_is_taken: {
    message: 'Xero already has an item with this code.',
    fix: 'Choose another code, or refresh the list and pick the item.',
    settingsPath: xeroSettings,
  },
  item_is_not_valid: {
    message: 'Xero does not know the item on a line.',
    fix: 'Choose another product.',
    settingsPath: xeroSettings,
  },
  account_is_taken: {
    message: 'Xero already has an account with this code or name.',
    fix: 'Choose another code and name.',
    settingsPath: xeroSettings,
  },
  journal_does_not_balance: {
    message: 'Debit and credit of the journal are not equal in Xero.',
    fix: 'Check the accounts: Xero drops lines whose account it does not know.',
    settingsPath: xeroSettings,
  },
  amounts_differ: {
    message: 'Xero computes another total for the document.',
    fix: 'Report this: Hourbook and Xero should agree to the cent.',
  },
  discount_is_too_large: {
    message: 'The discount is larger than the line.',
    fix: 'Lower the discount.',
  },
  sent_mark_was_ignored: {
    message: 'Xero marks only approved invoices as sent.',
    fix: 'Approve the invoice in Xero.',
  },
  idempotency_key_was_reused: {
    message: 'Xero saw this request before with other content.',
    fix: 'Hourbook looks in Xero what became of it; try again.',
  },
  role_is_not_permitted: {
    message: 'The Xero user who connected may not do this.',
    fix: 'Let an adviser, or a user with all reports, connect again.',
    settingsPath: xeroSettings,
  },
  token_expired: {
    message: 'The permission to speak to Xero ran out.',
    fix: 'Connect again.',
    settingsPath: xeroSettings,
  },
  not_connected: {
    message: 'Xero says that this organisation is no longer connected to Hourbook.',
    fix: 'Connect again.',
    settingsPath: xeroSettings,
  },
  organisation_is_offline: {
    message: 'Xero has this organisation offline for a moment.',
    fix: 'Hourbook tries again by itself.',
  },
  xero_is_offline: {
    message: 'Xero is not available at the moment.',
    fix: 'Hourbook tries again by itself.',
  },
  connection_is_too_old: {
    message: 'Xero does not take the way this Hourbook speaks to it.',
    fix: 'Update Hourbook and the Node.js it runs on; a proxy on the way may be too old, too.',
  },
  not_found_in_xero: {
    message: 'Xero does not have this any more.',
    fix: 'Refresh, and choose again.',
  },
  request_was_not_understood: {
    message: 'Xero did not understand the request.',
    fix: 'Report this with the details below: it is a mistake in Hourbook.',
  },
  grant_is_dead: {
    message: 'Xero no longer accepts the permission that was given.',
    fix: 'Connect again.',
    settingsPath: xeroSettings,
  },
  app_is_refused: {
    message: 'Xero does not accept the app registration of this Hourbook.',
    fix: 'Check XERO_CLIENT_ID, XERO_CLIENT_SECRET and XERO_REDIRECT_URI.',
  },
  scope_is_refused: {
    message: 'Xero does not grant a scope that was asked for.',
    fix: 'Check XERO_SCOPES: old and new scopes cannot be asked together.',
  },
  outcome_is_unknown: {
    message: 'The call to Xero ended without saying whether it was done.',
    fix: 'Hourbook looks in Xero by itself before it sends anything again.',
  },
  update_is_there_in_part: {
    message: 'Xero has some of the added lines, but not all of them as they were sent.',
    fix: 'Somebody may have changed them there. Put the missing ones back in Xero as they were sent, or take out the others too; or void the invoice there. Hourbook looks again by itself, ever less often, and adds nothing before.',
  },
  lookup_is_refused: {
    message: 'Xero may have it, but refuses to say so.',
    fix: "Hourbook asks again by itself, ever less often, and sends nothing before it knows. Xero's words are below; where the role is meant, let an adviser connect again: then it asks at once.",
    settingsPath: xeroSettings,
  },
  contact_is_linked_elsewhere: {
    message: 'The contact in Xero that fits this client is linked to another client.',
    fix: 'Merge the two clients, or give them different numbers and names.',
    settingsPath: '/administration/clients',
  },
  permission_is_missing: {
    message: 'Hourbook has not been given the permission for files in Xero.',
    fix: 'Update the permissions; the file is then sent by itself.',
    settingsPath: xeroSettings,
  },
  file_is_not_taken: {
    message: 'Xero does not take this file.',
    fix: 'Attach it in Xero by hand, or add it in another form and export again.',
  },
  cannot_print: {
    message: 'The timesheet could not be printed on this machine.',
    fix: 'See the log of the worker; the typesetter is a part that npm installs for most platforms.',
  },
  unrecognised: {
    message: 'Xero refused, in words that Hourbook does not know.',
    fix: "Read Xero's words below; report them to the makers of Hourbook.",
  },
} as const satisfies Record<string, ProblemWords>

export type XeroProblemCode = keyof typeof problems

export const xeroProblemCodes = Object.keys(problems) as XeroProblemCode[]

/** The words for a stored problem code; a code from another version reads as unrecognised. */
export function explainXeroProblem(code: string): {
  message: string
  fix: string
  settingsPath: string | null
} {
  const words: ProblemWords = isKnown(code) ? problems[code] : problems.unrecognised
  return { message: words.message, fix: words.fix, settingsPath: words.settingsPath ?? null }
}

function isKnown(code: string): code is XeroProblemCode {
  return Object.hasOwn(problems, code)
}
