import { newId } from '#lib/ids.ts'
import { fileWords } from './words/file-words.ts'
import { expect, test } from 'vitest'
import { invoiceReference, journalNarration, lookupToken, referenceLimit } from './lookup-text.ts'

const id = '0199f3a1-7c00-7abc-8def-0123456789ab'

test('a token is short, readable and of the document alone', () => {
  expect(lookupToken(id)).toBe('HB-4D2PF2DB')
  const tokens = Array.from({ length: 1000 }, () => lookupToken(newId()))
  expect(new Set(tokens).size).toBe(1000)
  expect(tokens.every((token) => /^HB-[0-9A-HJKMNP-TV-Z]{8}$/.test(token))).toBe(true)
})

test('stands behind what a person wrote', () => {
  expect(invoiceReference('PO 12', id)).toBe('PO 12 HB-4D2PF2DB')
  expect(invoiceReference('', id)).toBe('HB-4D2PF2DB')
  expect(invoiceReference('x'.repeat(referenceLimit), id).length).toBeLessThanOrEqual(255)
  const named = { number: '2026-0012', clientName: 'Blue Kettle', words: fileWords('en') }
  expect(journalNarration({ ...named, isCredit: false }, id)).toBe(
    'Invoice 2026-0012 · Blue Kettle [HB-4D2PF2DB]',
  )
  expect(journalNarration({ ...named, isCredit: true }, id)).toBe(
    'Credit invoice 2026-0012 · Blue Kettle [HB-4D2PF2DB]',
  )
  // The books are written in Dutch; what it is found by stays.
  expect(journalNarration({ ...named, words: fileWords('nl-BE'), isCredit: true }, id)).toBe(
    'Creditfactuur 2026-0012 · Blue Kettle [HB-4D2PF2DB]',
  )
})
