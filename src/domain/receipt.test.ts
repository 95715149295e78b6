import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isReceiptType, receiptName } from './receipt.ts'

test.each([
  ['taxi.pdf', 'application/pdf', 'taxi.pdf'],
  ['Taxi 12.JPEG', 'image/jpeg', 'Taxi 12.JPEG'],
  // It is what it is, whatever it calls itself.
  ['taxi.png', 'application/pdf', 'taxi.pdf'],
  ['taxi.pdf.exe', 'application/pdf', 'taxi.pdf.pdf'],
  ['page.html', 'image/png', 'page.png'],
  ['scan 16.11.2026', 'application/pdf', 'scan 16.11.2026.pdf'],
  ['image', 'image/heic', 'image.heic'],
  ['photo.heic', 'image/heif', 'photo.heic'],
  // No folders, nothing unseen.
  ['../../etc/passwd', 'image/png', 'passwd.png'],
  ['C:\\Users\\Emma\\taxi.png', 'image/png', 'taxi.png'],
  ['a\u0000b\u0007\r\nc.png', 'image/png', 'abc.png'],
  ['gnp.\u202eexe.png', 'image/png', 'gnp.exe.png'],
  ['<b>"what?"*.png', 'image/png', '_b__what___.png'],
  ['.htaccess', 'image/png', 'htaccess.png'],
  ['...', 'image/png', 'receipt.png'],
  ['', 'image/webp', 'receipt.webp'],
  ['.png', 'image/png', 'png.png'],
  ['Quittung Zoë 🚕.jpg', 'image/jpeg', 'Quittung Zoë 🚕.jpg'],
])('%j, which is %s, is called %j', (given, mediaType, name) => {
  expect(receiptName(given, mediaType)).toBe(name)
})

test('every name is short, ends as it should, and is its own name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
      const name = receiptName(given, 'image/png')
      expect(name).toMatch(/^[^/\\\p{Cc}]+\.png$/iu)
      expect(name.length).toBeLessThanOrEqual(120)
      expect(name.isWellFormed()).toBe(true)
      expect(receiptName(name, 'image/png')).toBe(name)
    }),
  )
})

test('images and PDF are receipts, and nothing else is', () => {
  expect(['image/jpeg', 'image/heic', 'application/pdf'].every(isReceiptType)).toBe(true)
  const others = ['image/svg+xml', 'text/html', 'image/apng', 'constructor', undefined]
  expect(others.some(isReceiptType)).toBe(false)
})
