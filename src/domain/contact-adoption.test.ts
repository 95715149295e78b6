import { expect, test } from 'vitest'
import { contactMark } from './client-match.ts'
import { adoptContact, type KnownContact } from './contact-adoption.ts'

const client = { id: '0199f3a1-7c00-7abc-8def-0123456789ab', number: 'C-1', name: 'Blue Kettle' }

test.each([
  ['the one we made', { foreignNumber: contactMark(client.id), name: 'Renamed' }, true],
  ['the one with its number', { accountNumber: 'c-1 ', name: 'Kettle, Blue' }, true],
  ['an archived one with its number', { accountNumber: 'C-1', status: 'ARCHIVED' }, true],
  ['one with its name and no number', { name: 'blue kettle' }, true],
  ['one with its name and another number', { accountNumber: 'C-2' }, false],
  ['an archived one with its name', { status: 'ARCHIVED' }, false],
  ["another client's, with its name", { foreignNumber: contactMark(crypto.randomUUID()) }, false],
  ['another', { name: 'Red Kettle' }, false],
] as [string, Partial<KnownContact>, boolean][])('adopts %s: %j is %s', (_, values, isAdopted) => {
  expect(adoptContact(client, [aContact(values)]) !== undefined).toBe(isAdopted)
})

test('numbers say more than names', () => {
  const named = aContact({ contactId: 'named' })
  const numbered = aContact({ contactId: 'numbered', accountNumber: 'C-1', name: 'Other' })
  expect(adoptContact(client, [named, numbered])?.contactId).toBe('numbered')
})

function aContact(values: Partial<KnownContact>): KnownContact {
  const nothing = {
    foreignNumber: null,
    accountNumber: null,
    mergedToContactId: null,
    updatedAt: null,
  }
  return { contactId: 'contact', name: 'Blue Kettle', status: 'ACTIVE', ...nothing, ...values }
}
