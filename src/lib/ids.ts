let lastMs = 0
let sequence = 0

/** A new UUIDv7: sortable by the moment it was made, also within one millisecond of one process (RFC 9562, method 1). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const now = Date.now()
  sequence = now > lastMs ? ((bytes[6] ?? 0) & 0x07) * 256 + (bytes[7] ?? 0) : sequence + 1
  if (sequence > 0xfff) {
    lastMs += 1
    sequence = 0
  }
  lastMs = Math.max(lastMs, now)
  let ms = lastMs
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = ms % 256
    ms = Math.floor(ms / 256)
  }
  bytes[6] = 0x70 | (sequence >> 8)
  bytes[7] = sequence & 0xff
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
