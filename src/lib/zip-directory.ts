// As much of the ZIP format as tells how large a file becomes, without unpacking any of it.

const [endMark, entryMark] = [0x06054b50, 0x02014b50]
const endSize = 22
const longestComment = 65_535
const entrySize = 46
/** What stands in place of a number that needs 64 bits. */
const tooLarge = 0xffff_ffff

/** How many bytes a ZIP file says it holds when it is unpacked; undefined when it is no ZIP file of ordinary size. */
export function unpackedSizeOf(bytes: Buffer): number | undefined {
  const end = endOf(bytes)
  if (end === undefined) return undefined
  const count = bytes.readUInt16LE(end + 10)
  let place = bytes.readUInt32LE(end + 16)
  let total = 0
  for (let index = 0; index < count; index += 1) {
    if (place + entrySize > bytes.length || bytes.readUInt32LE(place) !== entryMark) {
      return undefined
    }
    const size = bytes.readUInt32LE(place + 24)
    if (size === tooLarge) return Number.POSITIVE_INFINITY
    total += size
    const [name, extra, comment] = [28, 30, 32].map((at) => bytes.readUInt16LE(place + at))
    place += entrySize + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return count === 0 ? undefined : total
}

/** Where the directory ends: searched from behind, for a comment of any length may follow it. */
function endOf(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - endSize - longestComment)
  for (let place = bytes.length - endSize; place >= first; place -= 1) {
    if (bytes.readUInt32LE(place) === endMark) return place
  }
  return undefined
}
