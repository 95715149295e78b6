// Small files of every kind that people hand in, and of the kinds they should not.

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
    ),
  )

/** The smallest PNG there is: one pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
export const jpeg = bytes(
  [0xff, 0xd8, 0xff, 0xe0, 0, 16],
  'JFIF',
  [0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9],
)
export const webp = bytes(
  'RIFF',
  [26, 0, 0, 0],
  'WEBPVP8L',
  [13, 0, 0, 0, 0x2f, 0, 0, 0, 0x10, 7, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 7, 0],
)
export const heic = bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic', [0, 0, 0, 8], 'mdat')
export const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
)
export const html = Buffer.from('<!doctype html><script>alert(1)</script>')

/** A PDF of one page, different for each text. */
export function pdf(text = 'Receipt'): Buffer {
  return Buffer.from(
    `%PDF-1.4\n% ${text}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  )
}

/** A picture of that many bytes: what follows its end is nobody's business. */
export function pngOf(sizeBytes: number): Buffer {
  return Buffer.concat([png, Buffer.alloc(sizeBytes - png.length)])
}

/** A form with one file, as a browser sends it. */
export function formOf(content: Uint8Array, name = 'receipt.png', field = 'file'): FormData {
  const form = new FormData()
  form.append(field, new Blob([new Uint8Array(content)]), name)
  return form
}

/** A form with a table of clients. */
export function tableForm(
  content: string | Uint8Array,
  name = 'clients.csv',
  field = 'file',
): FormData {
  return formOf(Buffer.from(content), name, field)
}
