let lastMs = 0
let sequence = 0

// Randomness is drawn for many ids at once, and bytes are spelled from a table: a bulk write makes ten thousand ids.
const idBytes = 16
const pool = new Uint8Array(idBytes * 256)
const spelled = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
let offset = pool.length

/** A new UUIDv7: sortable by the moment it was made, also within one millisecond of one process (RFC 9562, method 1). */
export function newId(): string {
  if (offset >= pool.length) {
    crypto.getRandomValues(pool)
    offset = 0
  }
  const random = (index: number): number => pool[offset + index] ?? 0
  const now = Date.now()
  sequence = now > lastMs ? (random(6) & 0x07) * 256 + random(7) : sequence + 1
  if (sequence > 0xfff) {
    lastMs += 1
    sequence = 0
  }
  lastMs = Math.max(lastMs, now)
  const time = lastMs.toString(16).padStart(12, '0')
  const spell = (index: number): string => spelled[random(index)] ?? ''
  const version = (0x7000 | sequence).toString(16)
  const variant = `${spelled[0x80 | (random(8) & 0x3f)]}${spell(9)}`
  const tail = `${spell(10)}${spell(11)}${spell(12)}${spell(13)}${spell(14)}${spell(15)}`
  offset += idBytes
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${tail}`
}
