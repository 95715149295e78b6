import { foldName } from './fold.ts'
import { uuidFrom, type Random } from './ids.ts'
import * as names from './names.ts'
import type { Contact, Organisation } from './records.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/**
 * Adds invented contacts numbered C-1001, C-1002, …: businesses with an address, a person, a
 * telephone and a VAT number. Their UpdatedDateUTC end a day ago, a minute apart.
 */
export function generateContacts(
  organisation: Organisation,
  count: number,
  random: Random,
  now: number,
): Contact[] {
  const start = organisation.contacts.size
  const made: Contact[] = []
  for (let index = 0; index < count; index += 1) {
    const contact = inventContact(organisation, start + index, random, {
      updatedAt: now - dayMs - (count - index) * minuteMs,
    })
    organisation.contacts.set(contact)
    made.push(contact)
  }
  return made
}

function inventContact(
  organisation: Organisation,
  position: number,
  random: Random,
  { updatedAt }: { updatedAt: number },
): Contact {
  const country = organisation.profile.countryCode
  const name = freeName(organisation, position, random)
  const slug = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9 ]/g, '')
    .replaceAll(/ +/g, '-')
    .replaceAll(/^-|-$/g, '')
  const [givenName, familyName] = [random.pick(names.givenNames), familyNameFrom(random)]
  const place = random.pick(names.places[country] ?? names.places['NL'] ?? [])
  const houseNumber = 1 + random.below(240)
  return {
    id: uuidFrom(random),
    updatedAt,
    status: 'ACTIVE',
    name,
    contactNumber: null,
    accountNumber: `C-${1001 + position}`,
    firstName: givenName,
    lastName: familyName,
    companyNumber: String(10_000_000 + random.below(89_999_999)),
    emailAddress: `office@${slug}.example`,
    bankAccountDetails: '',
    taxNumber: taxNumber(country, random),
    salesTaxType: null,
    purchasesTaxType: null,
    addresses: [
      {
        type: 'POBOX',
        line1: `${random.pick(names.streets)} ${houseNumber}`,
        city: place.city,
        region: place.region,
        postalCode: place.postalCode(houseNumber),
        country: names.countryNames[country] ?? '',
        attentionTo: `${givenName} ${familyName}`,
      },
    ],
    phones: [
      {
        type: 'DEFAULT',
        number: String(1_000_000 + random.below(8_999_999)),
        areaCode: '020',
        countryCode: '31',
      },
    ],
    persons:
      position % 3 === 0
        ? [
            {
              firstName: random.pick(names.givenNames),
              lastName: familyNameFrom(random),
              emailAddress: `accounts@${slug}.example`,
              includeInEmails: true,
            },
          ]
        : [],
    defaultCurrency: null,
    salesAccountCode: null,
    purchasesAccountCode: null,
    salesLineAmountType: null,
    purchasesLineAmountType: null,
    salesTerms: position % 4 === 0 ? { day: 30, type: 'DAYSAFTERBILLDATE' } : null,
    billsTerms: null,
    website: null,
    mergedToContactId: null,
    isCustomer: false,
    isSupplier: false,
  }
}

const familyNameFrom = (random: Random) => random.pick(names.familyNames).replace('-', ' ')

function freeName(organisation: Organisation, position: number, random: Random): string {
  const forms = names.legalForms[organisation.profile.countryCode] ?? ['']
  const words = [random.pick(names.firstWords), random.pick(names.secondWords), random.pick(forms)]
  const name = words.join(' ').trim()
  const isTaken = organisation.contacts.find('activeName', foldName(name)).length > 0
  return isTaken ? `${name} ${position + 1}` : name
}

function taxNumber(country: string, random: Random): string {
  const number = 100_000_000 + random.below(899_999_999)
  if (country === 'NL') return `NL${number}B01`
  if (country === 'NZ') return String(number)
  return `${country}${number}`
}
