import { newId } from '#lib/ids.ts'
import { expect, test } from 'vitest'
import {
  type Candidate,
  canApply,
  clientIdFromMark,
  contactMark,
  explainMatch,
  matchContact,
} from './client-match.ts'

const contact = { name: 'Blue BV', accountNumber: 'C-1', status: 'ACTIVE', mergedToContactId: null }
const nobody = { linked: undefined, marked: undefined, numbered: undefined, namesake: undefined }
const client = (values: Partial<Candidate> = {}): Candidate => ({
  id: 'ours',
  number: 'C-1',
  contactId: null,
  isElsewhere: false,
  ...values,
})

test.each([
  ['nobody has its number', {}, {}, 'new', null],
  ['it has no number', { accountNumber: null }, {}, 'new', 'contact_has_no_number'],
  ['a client has its number', {}, { numbered: client() }, 'client', null],
  ['a client is linked to it', {}, { linked: client({ number: 'X' }) }, 'client', null],
  [
    'the link wins over the mark',
    {},
    { linked: client(), marked: client({ id: 'other' }) },
    'client',
    null,
  ],
  ['it carries our mark', { accountNumber: null }, { marked: client() }, 'client', null],
  [
    'the marked client has another contact',
    {},
    { marked: client({ contactId: 'another' }) },
    'new',
    null,
  ],
  [
    'the number is written otherwise',
    {},
    { numbered: client({ number: 'c 1' }) },
    'conflict',
    'number_differs_in_case_or_spaces',
  ],
  [
    'the client with its number has another contact',
    {},
    { numbered: client({ contactId: 'another' }) },
    'conflict',
    'client_is_linked_to_another_contact',
  ],
  [
    'its number belongs to another client than its link',
    {},
    { linked: client(), numbered: client({ id: 'other' }) },
    'conflict',
    'number_belongs_to_another_client',
  ],
  [
    'its client belongs to another administration now',
    {},
    { linked: client({ isElsewhere: true }) },
    'skipped',
    'client_is_of_another_administration',
  ],
  [
    'a client of another administration has its number, but another name',
    {},
    { namesake: { ...client({ isElsewhere: true }), name: 'Red BV' } },
    'new',
    null,
  ],
  [
    'a client of another administration has its number and its name',
    {},
    { namesake: { ...client({ isElsewhere: true }), name: 'BLUE B.V.' } },
    'conflict',
    'client_of_another_administration_may_be_meant',
  ],
  [
    'it is archived',
    { status: 'ARCHIVED' },
    { linked: client() },
    'archived',
    'contact_is_archived',
  ],
  [
    'it is to be forgotten',
    { status: 'GDPRREQUEST' },
    {},
    'archived',
    'contact_asked_to_be_forgotten',
  ],
  ['it was merged', { mergedToContactId: 'other' }, {}, 'skipped', 'contact_was_merged'],
  ['it has no name', { name: '' }, {}, 'skipped', 'contact_has_no_name'],
])('when %s', (_, changes, candidates, kind, reason) => {
  const match = matchContact({ ...contact, ...changes }, { ...nobody, ...candidates })
  expect(match).toMatchObject({ kind, reason })
})

test('a mark names its client, and only ours is one', () => {
  const id = newId()
  expect(clientIdFromMark(contactMark(id))).toBe(id)
  for (const number of [null, '', id, 'hourbook:', 'hourbook:x', `other:${id}`]) {
    expect(clientIdFromMark(number)).toBeNull()
  }
})

test('what cannot be applied says so, and every reason has words', () => {
  expect(canApply({ finding: 'conflict', reason: 'number_differs_in_case_or_spaces' })).toBe(true)
  expect(canApply({ finding: 'conflict', reason: 'client_is_linked_to_another_contact' })).toBe(
    false,
  )
  expect(canApply({ finding: 'archived', reason: null })).toBe(false)
  expect(explainMatch('contact_was_merged')).toMatch(/merged/)
  expect(explainMatch('of_a_later_version')).toBe('of_a_later_version')
})
