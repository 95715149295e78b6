/** The name of a field as people read it: "fixedPriceMinor" becomes "Fixed price". */
export function fieldWords(field: string): string {
  const words = field
    .replace(/(Minor|At|On|Id)$/, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/\b(vat|iban|kvk)\b/g, (each) => each.toUpperCase())
    .replaceAll(/\bxero\b/g, 'Xero')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Whole minor units, a moment, a plain text, or something made of parts; null for nothing. */
export type ShownValue =
  | { minor: number }
  | { moment: string }
  | { text: string }
  | { flag: boolean }
  | null

/** How a value of a field is to be shown. */
export function shownValue(field: string, value: unknown): ShownValue {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return { flag: value }
  if (typeof value === 'number' && field.endsWith('Minor')) return { minor: value }
  if (typeof value === 'string') {
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? { moment: value } : { text: value }
  }
  if (typeof value === 'number') return { text: String(value) }
  const text = partsOf(value)
  return text === '' ? null : { text }
}

function partsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(partsOf).filter(Boolean).join('; ')
  if (typeof value === 'object' && value !== null) {
    if ('id' in value && 'name' in value) return partsOf(value.name)
    return Object.entries(value)
      .map(([name, each]) => [fieldWords(name), partsOf(each)] as const)
      .flatMap(([name, words]) => (words === '' ? [] : `${name}: ${words}`))
      .join(', ')
  }
  return value === null || value === undefined ? '' : String(value)
}
