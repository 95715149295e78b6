import type { FileWords } from './words/file-words.ts'
import { assert } from '#lib/assert.ts'

// Crockford's base 32: no letter that reads like a digit.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const randomDigits = 10
const bitsPerLetter = 5n
const letters = 8

/** How long a person's own reference may be, so that ours fits behind it in Xero's 255 characters. */
export const referenceLimit = 240

/** The token of a document, 'HB-7F3K2M9Q': the last 40 random bits of its id. */
export function lookupToken(documentId: string): string {
  const digits = documentId.replaceAll('-', '').slice(-randomDigits)
  assert(/^[0-9a-f]{10}$/.test(digits), 'a document id is a lower-case UUID')
  let rest = BigInt(`0x${digits}`)
  let token = ''
  for (let index = 0; index < letters; index += 1) {
    token = (alphabet[Number(rest & 31n)] ?? '') + token
    rest >>= bitsPerLetter
  }
  return `HB-${token}`
}

/** The invoice's Reference in Xero: what the person wrote, then the token we find it by. */
export function invoiceReference(reference: string, documentId: string): string {
  return `${reference.trim()} ${lookupToken(documentId)}`.trim()
}

/** An invoice that a journal posts, and how the books are written. */
export type SoldInvoice = {
  number: string
  clientName: string
  isCredit: boolean
  words: FileWords
}

/** What a journal and its lines say of the invoice they post. */
export function saleWords({ number, clientName, isCredit, words }: SoldInvoice): string {
  const what = isCredit
    ? words('Credit invoice {{number}}', { number })
    : words('Invoice {{number}}', { number })
  return `${what} · ${clientName}`
}

/** The journal's Narration in Xero. */
export function journalNarration(sale: SoldInvoice, documentId: string): string {
  return `${saleWords(sale)} [${lookupToken(documentId)}]`
}

/** The Narration of a journal that takes another back. */
export function reversalNarration(
  { number, clientName, words }: Omit<SoldInvoice, 'isCredit'>,
  documentId: string,
): string {
  return `${words('Reversal of invoice {{number}}', { number })} · ${clientName} [${lookupToken(documentId)}]`
}
