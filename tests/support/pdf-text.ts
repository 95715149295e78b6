import { inflateSync } from 'node:zlib'

type PdfObject = { head: string; stream: string }
type Letters = Map<number, string>

/** The text of each page, a line for every piece that is drawn; enough for PDFs that Typst makes. */
export function pdfPages(bytes: Uint8Array): string[] {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'))
  const referred = (head: string, key: string) =>
    objects.get(Number(new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1]))
  const pages = [...objects.values()].filter((each) => /\/Type \/Page\b/.test(each.head))
  return pages.map(({ head }) => {
    const resources = referred(head, 'Resources')?.head ?? ''
    const fonts = new Map<string, Letters>()
    for (const [, name = '', id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = objects.get(Number(id))?.head ?? ''
      fonts.set(name, lettersOf(referred(font, 'ToUnicode')?.stream ?? ''))
    }
    return drawnText(referred(head, 'Contents')?.stream ?? '', fonts)
  })
}

function objectsOf(file: string): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>()
  for (const [, id, body = ''] of file.matchAll(/^(\d+) 0 obj\b([\s\S]*?)^endobj/gm)) {
    const [, head = body, packed] = /([\s\S]*?)\nstream\n([\s\S]*?)\nendstream/.exec(body) ?? []
    const isPacked = packed !== undefined && head.includes('/FlateDecode')
    const stream = isPacked
      ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
      : (packed ?? '')
    objects.set(Number(id), { head, stream })
  }
  return objects
}

/** What each glyph of a font stands for, by the table that a PDF keeps for copying text. */
function lettersOf(table: string): Letters {
  const letters: Letters = new Map()
  for (const [, glyph = '', units = ''] of table.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>\n/g)) {
    const codes = (units.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16))
    letters.set(Number.parseInt(glyph, 16), String.fromCharCode(...codes))
  }
  return letters
}

function drawnText(content: string, fonts: Map<string, Letters>): string {
  const pieces: string[] = []
  let letters: Letters = new Map()
  // What is kept (q) is used again after it is brought back (Q).
  const kept: Letters[] = []
  const shows =
    /\/(F\d+) [\d.]+ Tf|\[((?:\((?:\\[\s\S]|[^\\)])*\)|[^\]])*)\] TJ|(?<=^|\s)([qQ])(?=\s)/g
  for (const [, font, shown, state] of content.matchAll(shows)) {
    if (state === 'q') kept.push(letters)
    else if (state === 'Q') letters = kept.pop() ?? letters
    else if (font !== undefined) letters = fonts.get(font) ?? new Map()
    else if (shown !== undefined) {
      pieces.push(
        glyphsOf(shown)
          .map((glyph) => letters.get(glyph) ?? '')
          .join(''),
      )
    }
  }
  return pieces.join('\n')
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** Two bytes for each glyph, in the strings between the numbers that move them. */
function glyphsOf(shown: string): number[] {
  const strings = [...shown.matchAll(/\(((?:\\[\s\S]|[^\\)])*)\)/g)].map(([, text = '']) =>
    text.replaceAll(/\\([0-7]{3}|[\s\S])/g, (_, code: string) =>
      /^\d/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
    ),
  )
  const bytes = Buffer.from(strings.join(''), 'latin1')
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2))
}

/** What the streams of a PDF hold, unpacked, a character for each byte. */
export function pdfStreams(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes).toString('latin1')
  return [...objectsOf(file).values()].map(({ stream }) => stream)
}
