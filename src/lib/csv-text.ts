export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** The text of a file and how it was written down; undefined when it is no text. */
export function decodeText(
  bytes: Uint8Array,
): { text: string; encoding: TextEncoding } | undefined {
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  return text.includes('\0') ? undefined : { text, encoding }
}

function encodingOf(bytes: Uint8Array): TextEncoding {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // Without a mark at its beginning: of Latin letters every other byte is zero.
  const beginning = bytes.subarray(0, 400)
  const zeros = (rest: number) =>
    beginning.filter((byte, index) => byte === 0 && index % 2 === rest).length
  if (zeros(1) > beginning.length / 4 && zeros(0) === 0) return 'utf-16le'
  if (zeros(0) > beginning.length / 4 && zeros(1) === 0) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

export type Delimiter = ',' | ';' | '\t' | '|'

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']
const linesLookedAt = 30

/** What stands between the cells: what the file says itself, else what stands equally often on most lines. */
export function delimiterOf(text: string): { delimiter: Delimiter; start: number } {
  // Excel's own way to say it: 'sep=;' on a line before all others.
  const said = /^sep=([,;\t|])\r?\n/i.exec(text)
  const saidDelimiter = delimiters.find((each) => each === said?.[1])
  if (said && saidDelimiter) return { delimiter: saidDelimiter, start: said[0].length }

  const lines = countsByLine(text)
  const scored = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.get(delimiter) ?? 0).filter((count) => count > 0)
    const usual = mostCommon(counts)
    return { delimiter, score: counts.filter((count) => count === usual).length, usual }
  })
  const [best] = scored.toSorted((a, b) => b.score - a.score || b.usual - a.usual)
  return { delimiter: best && best.score > 0 ? best.delimiter : ',', start: 0 }
}

/** How often each delimiter stands on each of the first lines, outside of quotes. */
function countsByLine(text: string): Map<string, number>[] {
  const lines: Map<string, number>[] = []
  let line = new Map<string, number>()
  let isQuoted = false
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (sign === '\n' || sign === '\r') {
      if (line.size > 0) lines.push(line)
      if (lines.length === linesLookedAt) return lines
      line = new Map()
    } else if (delimiters.some((each) => each === sign)) {
      line.set(sign, (line.get(sign) ?? 0) + 1)
    }
  }
  return line.size > 0 ? [...lines, line] : lines
}

function mostCommon(counts: number[]): number {
  const times = Map.groupBy(counts, (count) => count)
  const [most] = [...times.values()].toSorted((a, b) => b.length - a.length)
  return most?.[0] ?? 0
}
