import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldChanges, type ImportedFields, importedFields } from './contact-changes.ts'

const client: ImportedFields = {
  number: 'C-1',
  name: 'Blue BV',
  email: 'a@example.com',
  phone: null,
  vatNumber: null,
  invoiceAddress: { line1: 'Street 1', city: 'Utrecht' },
  visitingAddress: {},
  contactPersons: [{ name: 'Ann', email: null }],
  paymentTermDays: 30,
}
const changed = (contact: Partial<ImportedFields>) =>
  fieldChanges(client, { ...client, ...contact }).map((change) => change.field)

test.each<[Partial<ImportedFields>, string[]]>([
  [{}, []],
  [{ name: 'Red BV' }, ['name']],
  [{ email: null, phone: '' }, []],
  [{ invoiceAddress: { city: 'Utrecht', line1: 'Street 1' } }, []],
  [{ invoiceAddress: { city: 'Utrecht' } }, ['invoiceAddress']],
  [{ invoiceAddress: {} }, []],
  [{ contactPersons: [] }, []],
  [{ contactPersons: [{ name: 'Bob', email: null }] }, ['contactPersons']],
  [{ paymentTermDays: 0 }, ['paymentTermDays']],
])('%j changes %j', (contact, fields) => {
  expect(changed(contact)).toEqual(fields)
})

test.each([
  [366, null],
  [-1, null],
  [1.5, null],
  [365, 365],
])('a payment term of %d days becomes %s', (paymentTermDays, kept) => {
  const fields = importedFields({ ...client, accountNumber: null, paymentTermDays })
  expect(fields.paymentTermDays).toBe(kept)
})

test('after the changes are made there are none left', () => {
  const text = fc.option(fc.string({ maxLength: 5 }), { nil: null })
  const address = fc.dictionary(
    fc.constantFrom('line1', 'city', 'country'),
    fc.string({ maxLength: 4 }),
  )
  const fields = fc.record({
    accountNumber: text,
    name: fc.string(),
    email: text,
    phone: text,
    vatNumber: text,
    invoiceAddress: address,
    visitingAddress: address,
    contactPersons: fc.array(fc.record({ name: fc.string(), email: text }), { maxLength: 2 }),
    paymentTermDays: fc.option(fc.integer({ min: -5, max: 400 }), { nil: null }),
  })
  fc.assert(
    fc.property(fields, fields, (ours, theirs) => {
      const before = importedFields(ours)
      const contact = importedFields(theirs)
      const changes = fieldChanges(before, contact)
      const after = {
        ...before,
        ...Object.fromEntries(changes.map((each) => [each.field, each.to])),
      }
      expect(fieldChanges(after, contact)).toEqual([])
    }),
  )
})
