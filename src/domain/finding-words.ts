/**
 * All that a check before an export can find, in plain words: what is wrong, and what comes of it. The one catalogue of
 * these texts; the API fills it, and the web has it among its messages. `{{…}}` is a fact of the finding.
 */
export const findingWords = {
  // Connection
  xero_is_not_connected: {
    title: 'Hourbook is not connected to Xero',
    text: 'Connect under Settings, Xero. Nothing can be sent before that.',
  },
  xero_administration_not_chosen: {
    title: 'No administration is chosen',
    text: 'Choose the organisation that invoices go to.',
  },
  xero_needs_reconnection: {
    title: 'Xero no longer lets Hourbook in',
    text: 'What is to be sent waits. Connect again; nothing is lost.',
  },
  xero_scope_is_missing: {
    title: 'Xero wants more permissions than were given',
    text: 'What is to be sent waits. Update the permissions under Settings, Xero.',
  },
  xero_could_not_be_read: {
    title: 'Xero could not be read',
    text: '{{detail}} The rest of the check needs it.',
  },
  calls_are_parked: {
    title: 'Xero takes no more calls today',
    text: 'What is sent waits until {{until}}.',
  },
  calls_do_not_suffice: {
    title: 'The calls of today do not suffice',
    text: 'An export of everything needs {{calls}} calls to Xero, and {{left}} are left today. The rest goes tomorrow, by itself.',
  },
  files_are_not_permitted: {
    title: 'Files cannot be attached',
    text: 'Hourbook was not given the permission for files in Xero. Invoices go without them.',
  },
  invoices_are_not_allowed: {
    title: '{{organisation}} does not let this connection make invoices',
    text: 'The role of who connected, or the Xero plan, does not allow it. Have somebody connect who may, or change the role in Xero.',
  },
  approval_is_not_allowed: {
    title: 'Invoices can only be drafts',
    text: 'The role of who connected, or the Xero plan, does not allow approved invoices in {{organisation}}. Export as draft, and have somebody approve in Xero.',
  },
  files_are_not_allowed: {
    title: '{{organisation}} takes no files',
    text: 'The role of who connected, or the Xero plan, does not allow files with invoices. Invoices go without them.',
  },
  // Settings
  currency_differs: {
    title: '{{organisation}} keeps its books in {{theirs}}, this workspace in {{ours}}',
    text: 'Money is never converted. Change the currency under Settings, Regional, or choose another administration.',
  },
  default_item_not_chosen: {
    title: 'The default product is not chosen',
    text: 'Lines that nothing else maps have no product.',
  },
  sales_account_not_chosen: {
    title: 'The journal sale code is not chosen',
    text: 'Sales transactions cannot be created without it.',
  },
  debtors_account_not_chosen: {
    title: 'The ledger account of debtors code is not chosen',
    text: 'Sales transactions cannot be created without it.',
  },
  // Booking
  item_is_gone: {
    title: '{{name}}: Xero has no product {{item}}',
    text: 'Work that is booked by it stays behind.',
  },
  item_is_not_sold: {
    title: '{{name}}: {{item}} is not sold, according to Xero',
    text: 'Tick “I sell this item” in Xero, or book by another product. Work that is booked by it stays behind.',
  },
  item_account_is_unusable: {
    title: '{{name}}: the product {{item}} is sold on an account that cannot be used',
    text: '{{reason}} Xero would refuse the invoices.',
  },
  account_is_gone: {
    title: '{{name}}: Xero has no account {{account}}',
    text: 'Choose another account.',
  },
  account_is_archived: {
    title: '{{name}}: account {{account}} is archived in Xero',
    text: 'Restore it, or choose another account.',
  },
  account_is_unusable: {
    title: '{{name}}: account {{account}} cannot be used',
    text: '{{reason}}',
  },
  tracking_is_gone: {
    title: '{{name}}: a tracking option is archived or deleted in Xero',
    text: 'Work that carries it stays behind. Bring it back, take it off, or choose another option.',
  },
  // Looks
  branding_theme_is_gone: {
    title: 'Branding theme: Xero has no theme {{theme}} any more',
    text: 'Exports that do not name another theme are refused. Choose another, or let Xero choose.',
  },
  // VAT
  tax_type_is_gone: {
    title: 'VAT rate {{name}}: Xero has no active tax rate {{taxType}}',
    text: 'Work with this VAT rate stays behind.',
  },
  tax_type_is_not_for_sales: {
    title: 'VAT rate {{name}}: the tax rate {{taxType}} is not for sales in Xero',
    text: 'Work with this VAT rate stays behind.',
  },
  tax_percentage_differs: {
    title: 'VAT rate {{name}}: {{ours}}% here, {{theirs}}% in Xero',
    text: 'Xero would compute another tax than Hourbook shows, so work with this VAT rate stays behind.',
  },
  no_tax_rate: {
    title: 'VAT rate {{name}}: Xero has no sales tax rate of {{ours}}%',
    text: 'Create it in Xero, or correct the percentage. Work with this VAT rate stays behind.',
  },
  // Clients
  client_name_is_double: {
    title: '{{name}}: another client has the same name',
    text: 'Xero takes a name of a contact once, so the second would be refused.',
  },
  contact_name_is_taken: {
    title: '{{name}}: Xero has a contact of this name{{number}}',
    text: 'A second contact of that name would be refused, and a name alone says not that it is this client.',
  },
  contact_number_is_double: {
    title: '{{name}}: several contacts in Xero have its number',
    text: 'Nobody can say which of them is meant. Give the others another number in Xero, or choose one in an import.',
  },
  contact_is_archived: {
    title: '{{name}}: the contact is archived in Xero',
    text: 'Nothing can be invoiced to it until it is restored.',
  },
  contact_is_merged: {
    title: '{{name}}: the contact was merged into another in Xero',
    text: 'Hourbook can follow it there.',
  },
  contact_is_merged_into_another_client: {
    title: '{{name}}: the contact was merged into that of {{other}}',
    text: 'Move the projects to that client, or archive this one.',
  },
  contact_is_forgotten: {
    title: '{{name}}: the contact asked to be forgotten (GDPR)',
    text: 'Xero takes no invoices for it. Invoice another client.',
  },
  contact_is_back: {
    title: '{{name}}: the contact is active in Xero again',
    text: 'Hourbook has not seen that yet, and would leave the work of this client out.',
  },
  client_currency_differs: {
    title: '{{name}}: Xero has {{theirs}} as the currency of this contact',
    text: 'The invoices go in {{ours}}.',
  },
  // Days
  today_is_locked: {
    title: 'Today is in a locked period',
    text: 'In {{organisation}} the books are locked until {{until}}, so invoices dated today are refused. Give a later invoice date, or move the lock date in Xero.',
  },
  work_is_locked: {
    title: 'Open work is from a locked period',
    text: 'The first is of {{first}}, and the books of {{organisation}} are locked until {{until}}. It can be invoiced; only the invoice date has to be later.',
  },
  // All else
  work_stays_behind: {
    title: 'Open work would stay behind',
    text: '{{reason}}',
  },
  document_is_too_large: {
    title: 'An invoice would be too large',
    text: '{{reason}} Export per project, or with fewer lines.',
  },
} as const

/** What stands in a text for what has no name of its own. */
export const findingPlaces = {
  default_item: 'Default product',
  sales_account: 'Journal sale code',
  debtors_account: 'Ledger account of debtors code',
  hours: 'Hours',
  expenses: 'Expenses',
  mileages: 'Mileages',
  fixed_prices: 'Fixed prices',
  subscriptions: 'Subscriptions',
} as const

export type FindingCode = keyof typeof findingWords

/** What the buttons say. */
export const fixWords = {
  choose_setting: 'Use {{choice}}',
  create_item: 'Create {{choice}} in Xero',
  create_debtors_account: 'Create {{choice}} in Xero and use it',
  restore_account: 'Restore {{choice}} in Xero',
  clear_booking: 'Book as the next level says',
  clear_tracking: 'Take the option off',
  clear_branding_theme: 'Let Xero choose',
  choose_tax_type: 'Use {{choice}}',
  create_tax_rate: 'Create {{choice}} in Xero',
  create_tracking_option: 'Bring {{choice}} back in Xero',
  link_contact: 'Link to this contact',
  restore_contact: 'Restore the contact in Xero',
  follow_merge: 'Follow the merge',
  follow_contact: 'Take it over',
  rename_client: 'Rename to “{{choice}}”',
} as const

export type FixKind = keyof typeof fixWords

/** Puts the facts into a text. */
export function fillWords(words: string, facts: Readonly<Record<string, string>>): string {
  return words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => facts[name] ?? '')
}
