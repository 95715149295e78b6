import { expect, test } from 'vitest'
import { clientFinder, nameKey, type SimilarClient } from './client-suggestion.ts'

const client = (id: string, values: Partial<SimilarClient>): SimilarClient => ({
  id,
  number: null,
  name: id,
  email: null,
  vatNumber: null,
  ...values,
})
const who = { name: 'Somebody', email: null, vatNumber: null }

test.each([
  ['Café Déjà-Vu B.V.', 'cafe deja vu'],
  ['Acme, Inc.', 'ACME'],
  ['Müller & Söhne GmbH & Co. KG', 'Muller Sohne'],
  ['J. de Vries', 'J de Vries'],
])('%s and %s are names of one', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other))
})

test.each([
  ['BV', 'NV'],
  ['Acme One', 'Acme Two'],
  ['Coffee Co', 'Tea Co'],
])('%s and %s are not', (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other))
})

test('a VAT number says more than an e-mail address, and that more than a name', () => {
  const finder = clientFinder([
    client('by name', { name: 'Acme BV' }),
    client('by email', { email: 'Info@Acme.example' }),
    client('by vat', { vatNumber: 'NL 001234567 B01' }),
  ])
  const all = { name: 'ACME', email: 'info@acme.example', vatNumber: 'nl001234567b01' }
  const found = (values: object) => finder.find({ ...who, ...values })
  expect(found(all)).toMatchObject({
    client: { id: 'by vat' },
    similarity: 'client_has_this_vat_number',
  })
  expect(found({ ...all, vatNumber: null })).toMatchObject({
    client: { id: 'by email' },
    similarity: 'client_has_this_email',
  })
  expect(found({ name: 'Acme' })).toMatchObject({
    client: { id: 'by name' },
    similarity: 'client_has_this_name',
  })
  expect(found({})).toBeUndefined()
})

test('what is empty is nobody', () => {
  const finder = clientFinder([client('empty', { name: '***', email: '', vatNumber: '--' })])
  expect(finder.find({ name: '!!', email: '', vatNumber: ' ' })).toBeUndefined()
})
