// Readers of Xero's JSON. They tolerate what varies (numbers as strings, empty strings for nothing, three forms of dates)
// and throw UnexpectedAnswer on what must be there.

export type Wire = Readonly<Record<string, unknown>>

/** The answer came but is not what the call promises: what became of the call is unknown. */
export class UnexpectedAnswer extends Error {
  override name = 'UnexpectedAnswer'
}

export function wire(value: unknown, what: string): Wire {
  if (!isWire(value)) throw new UnexpectedAnswer(`Expected ${what}`)
  return value
}

export function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The elements of a list that must be there, such as Contacts. */
export function elementsOf(body: unknown, name: string): Wire[] {
  const list = wire(body, 'an object')[name]
  if (!Array.isArray(list)) throw new UnexpectedAnswer(`Expected a list of ${name}`)
  return list.map((each) => wire(each, `one of ${name}`))
}

/** The elements of a list that may be missing. */
export function listIn(record: Wire, name: string): Wire[] {
  const list = record[name]
  if (!Array.isArray(list)) return []
  return list.every(isWire) ? list : list.filter(isWire)
}

/** Trimmed text; null when there is none. */
export function textIn(record: Wire, name: string): string | null {
  const value = record[name]
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return null
  const trimmed = value.trim()
  return trimmed === '' ? null : trimmed
}

export function requiredText(record: Wire, name: string): string {
  const value = textIn(record, name)
  if (value === null) throw new UnexpectedAnswer(`Expected ${name}`)
  return value
}

/** An id as PostgreSQL writes it, so that ours and Xero's compare equal. */
export function requiredId(record: Wire, name: string): string {
  const value = requiredText(record, name).toLowerCase()
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) return value
  throw new UnexpectedAnswer(`Expected an id in ${name}`)
}

export function flagIn(record: Wire, name: string): boolean {
  const value = record[name]
  return value === true || value === 'true'
}

export function numberIn(record: Wire, name: string): number | null {
  const value = record[name]
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** An amount in minor units. Xero's amounts have two decimals, so the nearest whole number is exact. */
export function minorIn(record: Wire, name: string): number {
  return Math.round((numberIn(record, name) ?? 0) * 100)
}

/** A quantity or price as a decimal text of two to four decimals; null when there is none. */
export function decimalIn(record: Wire, name: string): string | null {
  const number = numberIn(record, name)
  return number === null ? null : number.toFixed(4).replace(/0{1,2}$/, '')
}

/** A moment as an ISO string: from '/Date(1439434356790+0000)/' or any ISO form. A moment without zone is UTC. */
export function momentIn(record: Wire, name: string): string | null {
  const value = textIn(record, name)
  if (value === null) return null
  const ticks = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(value)?.[1]
  const at = ticks === undefined ? Date.parse(withZone(value)) : Number(ticks)
  return Number.isNaN(at) || Math.abs(at) > 8.64e15 ? null : new Date(at).toISOString()
}

/** A calendar day. Xero writes days as midnight UTC, whatever the organisation's time zone. */
export function dayIn(record: Wire, name: string): string | null {
  return momentIn(record, name)?.slice(0, 10) ?? null
}

function withZone(text: string): string {
  const iso = text.replace(' ', 'T')
  return /(?:Z|[+-]\d{2}:?\d{2})$/.test(iso) ? iso : iso.includes('T') ? `${iso}Z` : iso
}
