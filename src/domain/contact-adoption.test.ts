import { expect, test } from 'vitest'
import { contactMark } from './client-match.ts'
import { adoptContact, type KnownContact } from './contact-adoption.ts'

const client = { id: '0199f3a1-7c00-7abc-8def-0123456789ab', number: 'C-1', name: 'Blue Kettle' }

const theirs = contactMark('0199f3a1-7c00-7abc-8def-0123456789ff')

test.each([
  ['the one we made', { foreignNumber: contactMark(client.id), name: 'Renamed' }, 'contact'],
  ['the one with its number', { accountNumber: 'c-1 ', name: 'Kettle, Blue' }, 'contact'],
  ['an archived one with its number', { accountNumber: 'C-1', status: 'ARCHIVED' }, 'contact'],
  ['one with its name and no number', { name: ' blue  KETTLE' }, 'namesake'],
  ['one with its name and another number', { accountNumber: 'C-2' }, 'namesake'],
  ["another client's, with its name", { foreignNumber: theirs }, 'namesake'],
  ['an archived one with its name', { status: 'ARCHIVED' }, 'none'],
  ['one with its name but for an accent', { name: 'Blue Kèttle' }, 'namesake'],
  ['one with its name but for a space', { name: 'Bluekettle' }, 'none'],
  ['another', { name: 'Red Kettle' }, 'none'],
] as [string, Partial<KnownContact>, string][])('%s: %j is %s', (_, values, kind) => {
  expect(adoptContact(client, [aContact(values)]).kind).toBe(kind)
})

test('a name never says who it is, also where the client has no number', () => {
  const unnumbered = { ...client, number: null }
  expect(adoptContact(unnumbered, [aContact({})]).kind).toBe('namesake')
  expect(adoptContact(unnumbered, [aContact({ accountNumber: 'C-1' })]).kind).toBe('namesake')
})

const numbered = { accountNumber: 'C-1', name: 'Kettle, Blue' }

test.each([
  ['a number says more than a name', [{}, numbered], 'contact', '1'],
  [
    'an active one before a closed',
    [{ ...numbered, status: 'ARCHIVED' }, numbered],
    'contact',
    '1',
  ],
  ['the number to the letter first', [{ accountNumber: 'c-1' }, numbered], 'contact', '1'],
  ['two to the letter are two', [numbered, { accountNumber: 'C-1 ' }], 'several', '0'],
  ['two others', [{ accountNumber: 'c-1' }, { accountNumber: 'C -1' }], 'several', '0'],
] as [string, Partial<KnownContact>[], string, string][])('%s', (_, values, kind, contactId) => {
  const contacts = values.map((each, index) => aContact({ ...each, contactId: String(index) }))
  expect(adoptContact(client, contacts)).toMatchObject({ kind, contact: { contactId } })
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
