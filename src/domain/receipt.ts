/** What may be a receipt, with the endings that its names may have; the first is the usual one. */
const endingsOf: Record<string, readonly [string, ...string[]]> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'image/heif': ['heif', 'heic'],
  'application/pdf': ['pdf'],
}

export const receiptMaxBytes = 10_000_000
export const receiptsPerExpense = 10

const nameMaxLength = 120
// Browsers show these by themselves; the others are downloaded.
const shown = new Set(['image/jpeg', 'image/png', 'image/webp'])

export function isReceiptType(mediaType: string | undefined): mediaType is string {
  return mediaType !== undefined && Object.hasOwn(endingsOf, mediaType)
}

/** Whether a page can show it as a picture. */
export function isShownByBrowsers(mediaType: string): boolean {
  return shown.has(mediaType)
}

/**
 * The name a file goes by here: no folders, nothing that is not seen, and the ending of what the file is, whatever it
 * called itself.
 */
export function receiptName(given: string, mediaType: string): string {
  const endings = endingsOf[mediaType] ?? ['bin']
  const plain = (given.split(/[/\\]/).at(-1) ?? '')
    .toWellFormed()
    .normalize('NFC')
    // Control characters, and those that turn the direction of a text around or have no width.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trim()
  const [, stem = '', ending = ''] = /^(.*?)(?:\.([a-z]\w{1,4}))?$/i.exec(plain) ?? []
  const kept = endings.includes(ending.toLowerCase()) ? ending : endings[0]
  const room = nameMaxLength - kept.length - 1
  const short = cut(stem.replace(/[. ]+$/, ''), room).trim()
  return `${short === '' ? 'receipt' : short}.${kept}`
}

// By whole characters: half of one is no text.
function cut(text: string, maxLength: number): string {
  return text.length <= maxLength
    ? text
    : text
        .slice(0, maxLength)
        .toWellFormed()
        .replace(/\ufffd$/, '')
}
