import { expect, test } from 'vitest'
import { errorsIn, type Json, messagesOf, openXero, type Xero } from './open-xero.ts'

const nameTaken = (name: string) =>
  `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`
const accountNumberTaken =
  'The Account Number already exists. Please enter a different Account Number.'

const firstContact = (xero: Xero): Json => xero.control.contacts(xero.organisation.id)[0]

test('PUT creates: the answer has every slot of addresses and telephones', async () => {
  await using xero = await openXero()
  const { json } = await xero.put('/Contacts', {
    Contacts: [
      {
        Name: '  Fresh   Paint  ',
        AccountNumber: 'F-1',
        EmailAddress: 'a@b.example',
        Addresses: [{ AddressType: 'POBOX', AddressLine1: 'Canal 1', Country: 'Netherlands' }],
        Phones: [{ PhoneType: 'MOBILE', PhoneNumber: '612' }],
        PaymentTerms: { Sales: { Day: 14, Type: 'DAYSAFTERBILLDATE' } },
      },
    ],
  })
  const [contact] = json.Contacts
  expect(contact).toMatchObject({
    Name: 'Fresh Paint',
    AccountNumber: 'F-1',
    ContactStatus: 'ACTIVE',
    IsCustomer: false,
    UpdatedDateUTC: '/Date(1794823200000+0000)/',
    PaymentTerms: { Sales: { Day: 14, Type: 'DAYSAFTERBILLDATE' } },
  })
  expect(contact.Addresses.map((each: Json) => each.AddressType)).toEqual(['STREET', 'POBOX'])
  expect(contact.Phones.map((each: Json) => each.PhoneNumber)).toEqual(['', '', '', '612'])
})

test('PUT refuses a name, a contact number and an account number that are taken', async () => {
  await using xero = await openXero()
  const { Name, AccountNumber } = firstContact(xero)
  const put = async (contact: Json) => messagesOf(await xero.put('/Contacts', contact))
  expect(await put({ Name: ` ${Name.toUpperCase()} ` })).toEqual([nameTaken(Name.toUpperCase())])
  expect(await put({ Name: 'New', AccountNumber })).toEqual([accountNumberTaken])
  await xero.put('/Contacts', { Name: 'Numbered', ContactNumber: 'n-1' })
  expect(await put({ Name: 'New', ContactNumber: 'N-1' })).toEqual([
    'The contact number N-1 is already assigned to another contact. The contact number must be unique across all contacts.',
  ])
})

test('an archived contact gives its name free but keeps its account number', async () => {
  await using xero = await openXero()
  const archived = xero.control
    .contacts(xero.organisation.id)
    .find((each) => each['ContactStatus'] === 'ARCHIVED') as Json
  const put = async (contact: Json) => messagesOf(await xero.put('/Contacts', contact))
  expect(await put({ Name: 'New', AccountNumber: archived.AccountNumber })).toEqual([
    accountNumberTaken,
  ])
  expect(await put({ Name: archived.Name })).toEqual([])
  const back = await xero.post('/Contacts', {
    ContactID: archived.ContactID,
    ContactStatus: 'ACTIVE',
  })
  expect(messagesOf(back)).toEqual([nameTaken(archived.Name)])
})

test('PUT wants a name, and something that identifies the contact', async () => {
  await using xero = await openXero()
  const put = async (contact: Json) => messagesOf(await xero.put('/Contacts', contact))
  expect(await put({ EmailAddress: 'a@b.example' })).toEqual([
    'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
  ])
  expect(await put({ ContactNumber: 'x' })).toEqual(['Contact Name cannot be empty.'])
  expect(await put({ Name: 'Mail', EmailAddress: 'müller@b.example' })).toEqual([
    'Email address must be valid',
  ])
  expect(await put({ Name: 'n'.repeat(256) })).toHaveLength(1)
  expect(await put({ Name: '<script>' })).toHaveLength(1)
})

test('POST silently updates the contact with the same number or name', async () => {
  await using xero = await openXero()
  const { Name, ContactID } = firstContact(xero)
  const byName = await xero.post('/Contacts', { Name: Name.toLowerCase(), TaxNumber: 'T-1' })
  expect(byName.json.Contacts[0]).toMatchObject({ ContactID, TaxNumber: 'T-1' })
  await xero.post(`/Contacts/${ContactID}`, { ContactNumber: 'hourbook:1' })
  const byNumber = await xero.post('/Contacts', { ContactNumber: 'hourbook:1', Name: 'Renamed' })
  expect(byNumber.json.Contacts[0]).toMatchObject({ ContactID, Name: 'Renamed', TaxNumber: 'T-1' })
  const found = await xero.get(`/Contacts?where=${xero.where('ContactNumber=="hourbook:1"')}`)
  expect(found.json.Contacts[0].ContactID).toBe(ContactID)
})

test('contact persons are replaced as a whole', async () => {
  await using xero = await openXero()
  const person = (FirstName: string) => ({ FirstName, EmailAddress: 'p@q.example' })
  const { json } = await xero.put('/Contacts', {
    Name: 'People',
    ContactPersons: ['A', 'B'].map(person),
  })
  const id = json.Contacts[0].ContactID
  const after = await xero.post('/Contacts', { ContactID: id, ContactPersons: [person('C')] })
  expect(after.json.Contacts[0].ContactPersons.map((each: Json) => each.FirstName)).toEqual(['C'])
  const six = Array.from('ABCDEF', person)
  expect(
    messagesOf(await xero.put('/Contacts', { Name: 'Six', ContactPersons: six })),
  ).toHaveLength(1)
})

test('with summarizeErrors=false every element tells its own fate', async () => {
  await using xero = await openXero()
  const { Name } = firstContact(xero)
  const batch = { Contacts: [{ Name: 'One' }, { Name }, { Name: 'one ' }, { Name: 'Two' }] }
  const { status, json } = await xero.put('/Contacts?summarizeErrors=false', batch)
  expect(status).toBe(200)
  expect(json.Contacts.map((each: Json) => each.StatusAttributeString)).toEqual([
    'OK',
    'ERROR',
    'ERROR',
    'OK',
  ])
  expect(errorsIn(json.Contacts[1])).toEqual([nameTaken(Name)])
  expect(json.Contacts[1].ContactID).toBe('00000000-0000-0000-0000-000000000000')
})

test('a summarised batch with one bad element keeps nothing', async () => {
  await using xero = await openXero()
  const { Name } = firstContact(xero)
  const before = xero.control.contacts(xero.organisation.id).length
  const reply = await xero.put('/Contacts', { Contacts: [{ Name: 'One' }, { Name }] })
  expect(reply.json).toMatchObject({ ErrorNumber: 10, Type: 'ValidationException' })
  expect(xero.control.contacts(xero.organisation.id)).toHaveLength(before)

  xero.control.switches.summarisedBatchSavesValid = true
  await xero.put('/Contacts', { Contacts: [{ Name: 'One' }, { Name }] })
  expect(xero.control.contacts(xero.organisation.id)).toHaveLength(before + 1)
})

test('the demo has what real address books have', async () => {
  await using xero = await openXero()
  const all = xero.control.contacts(xero.organisation.id) as Json[]
  expect(all).toHaveLength(60)
  expect(all.filter((each) => each.AccountNumber === undefined)).toHaveLength(3)
  expect(all.filter((each) => each.ContactStatus === 'ARCHIVED')).toHaveLength(2)
  const numbers = all.map((each) => each.AccountNumber?.trim().toUpperCase()).filter(Boolean)
  expect(numbers.length - new Set(numbers).size).toBe(1)
  expect(all[0].AccountNumber).toBe('C-1001')
})
