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

/** The journal's Narration in Xero. */
export function journalNarration(
  { number, clientName, isCredit }: { number: string; clientName: string; isCredit: boolean },
  documentId: string,
): string {
  return `${isCredit ? 'Credit invoice' : 'Invoice'} ${number} · ${clientName} [${lookupToken(documentId)}]`
}

/** The Narration of a journal that takes another back. */
export function reversalNarration(
  { number, clientName }: { number: string; clientName: string },
  documentId: string,
): string {
  return `Reversal of invoice ${number} · ${clientName} [${lookupToken(documentId)}]`
}
