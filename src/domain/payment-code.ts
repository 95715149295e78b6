const longestName = 70
const longestText = 140
const mostMinor = 99_999_999_999
const minorDigits = 2

/**
 * What a QR code says so that a bank's app fills in a transfer: the European Payments Council's EPC069-12, version 2.
 * Undefined where it cannot be said: another currency than EUR, nothing to pay, or nobody to pay to.
 */
export function paymentCode(transfer: {
  name: string
  iban: string
  bic: string
  currency: string
  amountMinor: number
  text: string
}): string | undefined {
  const { iban, bic, currency, amountMinor } = transfer
  const name = onOneLine(transfer.name, longestName)
  if (iban === '' || name === '' || currency !== 'EUR') return undefined
  if (amountMinor <= 0 || amountMinor > mostMinor) return undefined
  const digits = String(amountMinor).padStart(minorDigits + 1, '0')
  const amount = `EUR${digits.slice(0, -minorDigits)}.${digits.slice(-minorDigits)}`
  const text = onOneLine(transfer.text, longestText)
  // Version, UTF-8, credit transfer; after the amount come purpose and structured reference, both empty.
  return ['BCD', '002', '1', 'SCT', bic, name, iban, amount, '', '', text].join('\n')
}

function onOneLine(text: string, maxLength: number): string {
  return Array.from(text.replaceAll(/\s+/g, ' ').trim()).slice(0, maxLength).join('')
}
