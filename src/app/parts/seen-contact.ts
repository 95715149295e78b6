import type { SeenContact } from '#db/xero-contact-links.ts'
import type { Contact } from '../ports/accounting.ts'

/** What is kept of a contact beside the client it is. */
export function seenOf(contact: Contact): SeenContact {
  const { status, updatedAt, defaultCurrency, salesAccountCode, salesTaxType } = contact
  return { status, updatedAt, defaultCurrency, salesAccountCode, salesTaxType }
}
