// Xero answers in XML unless JSON is asked for. We make it out of the JSON: element names of lists
// are the singular, /Date()/ becomes ISO, and the …String copies of dates exist in JSON only.

const irregular: Readonly<Record<string, string>> = {
  Addresses: 'Address',
  Currencies: 'Currency',
  TrackingCategories: 'TrackingCategory',
  Tracking: 'TrackingCategory',
  SalesTrackingCategories: 'SalesTrackingCategory',
  PurchasesTrackingCategories: 'PurchasesTrackingCategory',
  JournalLines: 'JournalLine',
  LineItems: 'LineItem',
  Elements: 'DataContractBase',
}

const singular = (name: string): string => irregular[name] ?? name.replace(/s$/, '')

const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // eslint-disable-next-line no-control-regex -- these cannot stand in XML 1.0 at all
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')

/** The JSON text of an answer as an XML document. */
export function xmlFrom(jsonText: string): string {
  const value: unknown = JSON.parse(jsonText)
  const isError = typeof value === 'object' && value !== null && 'ErrorNumber' in value
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(isError ? 'ApiException' : 'Response', value)}`
}

function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) {
    if (value.length === 0) return ''
    return `<${name}>${value.map((each) => element(singular(name), each)).join('')}</${name}>`
  }
  if (typeof value === 'object') {
    const parts = Object.entries(value)
      .filter(([key]) => !/(?:Date|DateUTC)String$/.test(key))
      .map(([key, part]) => element(key, part))
    return `<${name}>${parts.join('')}</${name}>`
  }
  return `<${name}>${escapeXml(scalar(value))}</${name}>`
}

function scalar(value: unknown): string {
  const text = String(value)
  const date = /^\/Date\((-?\d+)(?:\+0000)?\)\/$/.exec(text)
  return date ? new Date(Number(date[1])).toISOString().replace(/\.000Z$|Z$/, '') : text
}
