import { assert } from '#lib/assert.ts'

// As array_send of PostgreSQL writes an array of one dimension without nulls.
const headerBytes = 20
const lengthBytes = 4
const uuidBytes = 16
const uuidOid = 2950
const dashesBefore = new Set([8, 13, 18, 23])
const spelledLength = 36
const notHex = 0xff

const digitOf = new Uint8Array(0x10000).fill(notHex)
for (const [digits, value] of [
  ['0123456789', 0],
  ['abcdef', 10],
  ['ABCDEF', 10],
] as const) {
  for (let index = 0; index < digits.length; index += 1)
    digitOf[digits.charCodeAt(index)] = value + index
}

/**
 * A `uuid[]` as the database keeps it: reading ten thousand ids from a text costs it four milliseconds, and a statement may name
 * several such columns. Throws for what is no uuid.
 */
export function uuidArray(ids: readonly string[]): Buffer {
  const bytes = Buffer.allocUnsafe(headerBytes + ids.length * (lengthBytes + uuidBytes))
  let at = 0
  for (const word of [1, 0, uuidOid, ids.length, 1]) at = bytes.writeInt32BE(word, at)
  for (const id of ids) {
    at = bytes.writeInt32BE(uuidBytes, at)
    at = writeUuid(bytes, at, id)
  }
  return bytes
}

function writeUuid(bytes: Buffer, from: number, id: string): number {
  let at = from
  let seen = 0
  for (let index = 0; index < spelledLength; index += 2) {
    if (dashesBefore.has(index)) {
      if (id[index] !== '-') seen = notHex
      index += 1
    }
    const high = digitOf[id.charCodeAt(index)] ?? notHex
    const low = digitOf[id.charCodeAt(index + 1)] ?? notHex
    seen |= high | low
    bytes[at] = (high << 4) | low
    at += 1
  }
  // Its words are spelled out only where there is something to say: this runs for ten thousand ids.
  const isUuid = id.length === spelledLength && seen < 0x10
  if (!isUuid) assert(isUuid, `${JSON.stringify(id)} is no uuid`)
  return at
}
