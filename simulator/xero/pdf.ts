/** A piece of text on a page; `right` is where it ends, for figures. From the top left, in points. */
export interface PdfText {
  text: string
  y: number
  x?: number
  right?: number
  size?: number
  isBold?: boolean
}

const width = 595
const height = 842
const firstPageObject = 6

/** A small PDF of A4 pages with the fonts that every reader has; nothing else is needed for one. */
export function pdfFrom(title: string, pages: readonly (readonly PdfText[])[]): Buffer {
  const pageIds = pages.map((_, index) => firstPageObject + index * 2)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en) >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    font('Courier'),
    ...pages.flatMap((texts, index) => {
      const content = texts.map(textOperator).join('\n')
      const contentId = firstPageObject + index * 2 + 1
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${contentId} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
    `<< /Title (${escaped(title)}) /Producer (Xero simulator) >>`,
  ]
  let file = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>`
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

const font = (name: string) =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`

// A figure of Courier is 0.6 of its size wide, so columns can be set flush right without a table.
function textOperator({ text, y, x = 56, right, size = 10, isBold = false }: PdfText): string {
  const shown = winAnsi(text)
  const left = right === undefined ? x : right - shown.length * size * 0.6
  const face = right === undefined ? (isBold ? 'F2' : 'F1') : 'F3'
  return `BT /${face} ${size} Tf ${left.toFixed(1)} ${height - y} Td (${escaped(text)}) Tj ET`
}

/** One byte for a character: Latin 1, the euro, the usual punctuation; a question mark for others. */
const winAnsi = (text: string) =>
  text.replaceAll(/[^\u0020-\u007e\u00a0-\u00ff\s]/gu, (char) => beyondLatin[char] ?? '?')

const beyondLatin: Readonly<Record<string, string>> = {
  '€': '\u0080',
  '…': '\u0085',
  '‘': '\u0091',
  '’': '\u0092',
  '“': '\u0093',
  '”': '\u0094',
  '–': '\u0096',
  '—': '\u0097',
}

const escaped = (text: string) =>
  winAnsi(text)
    .replaceAll(/[\\()]/g, String.raw`\$&`)
    .replaceAll(/[\r\n\t]+/g, ' ')
