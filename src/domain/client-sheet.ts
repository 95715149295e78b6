import { say } from './words/say.ts'
import type { Address, ImportedFields } from './contact-changes.ts'
import { decimalFrom, scaledFrom } from './money.ts'
import {
  codeRules,
  emailPattern,
  emailWords,
  nameRules,
  type TextRule,
  textProblem,
} from './plain-text.ts'
import { decimalText, type Matching, meantText, type SheetField } from './sheet-columns.ts'
import { formulaWords, raggedProblem, type RowProblem } from './sheet-row.ts'

// Clients in a file: which columns they have, and what a row of them says.

export const clientFieldNames = [
  'name',
  'number',
  'email',
  'phone',
  'vatNumber',
  'personName',
  'personEmail',
  'invoiceAttentionTo',
  'invoiceLine1',
  'invoiceLine2',
  'invoicePostalCode',
  'invoiceCity',
  'invoiceRegion',
  'invoiceCountry',
  'visitingLine1',
  'visitingLine2',
  'visitingPostalCode',
  'visitingCity',
  'visitingCountry',
  'paymentTermDays',
  'hourlyRate',
  'notes',
] as const

export type ClientFieldName = (typeof clientFieldNames)[number]

/** The headings of English and Dutch files, those of Xero's own export among them. */
const headings: Record<ClientFieldName, string> = {
  name: 'client, client name, customer, customer name, company, company name, organisation, organization, contact name, naam, klant, klantnaam, bedrijf, bedrijfsnaam, relatie, relatienaam, organisatie, debiteur, debiteurnaam, firmanaam',
  number:
    'client number, client no, client id, client code, customer number, customer no, customer id, customer code, account number, code, no, nr, nummer, klantnummer, klantnr, klantcode, debiteurnummer, debiteurennummer, debiteurnr, relatienummer, relatiecode',
  email:
    'e-mail, e-mail address, mail, invoice e-mail, billing e-mail, e-mailadres, factuur e-mail, factuur e-mailadres',
  phone: 'phone number, telephone, telephone number, tel, mobile, telefoon, telefoonnummer, mobiel',
  vatNumber: 'vat, vat no, vat id, vat reg no, tax number, tax id, btw, btw nummer, btw nr, btw id',
  personName: 'contact, contact person, primary contact, contactpersoon',
  personEmail: 'contact e-mail, contact person e-mail, e-mail contactpersoon',
  invoiceAttentionTo:
    'attention, attention to, attn, po attention to, t.a.v., ter attentie van, tav',
  invoiceLine1:
    'address, address 1, address line 1, street, po address line 1, invoice address, billing address, adres, straat, adresregel 1, factuuradres, postadres, postbus',
  invoiceLine2: 'address 2, address line 2, po address line 2, adresregel 2',
  invoicePostalCode:
    'postal code, post code, postcode, zip, zip code, po postal code, invoice postal code, factuur postcode',
  invoiceCity: 'city, town, po city, invoice city, plaats, woonplaats, stad, vestigingsplaats',
  invoiceRegion: 'region, state, province, po region, provincie, regio',
  invoiceCountry: 'country, po country, invoice country, land',
  visitingLine1: 'visiting address, street address, sa address line 1, bezoekadres',
  visitingLine2: 'sa address line 2, visiting address 2',
  visitingPostalCode: 'visiting postal code, sa postal code, bezoekpostcode, postcode bezoekadres',
  visitingCity: 'visiting city, sa city, bezoekplaats, plaats bezoekadres',
  visitingCountry: 'visiting country, sa country, land bezoekadres',
  paymentTermDays:
    'payment term, payment terms, payment days, days to pay, betaaltermijn, betalingstermijn, betaalconditie',
  hourlyRate: 'rate, hourly price, uurtarief, tarief',
  notes: 'note, remarks, comments, memo, notities, notitie, opmerking, opmerkingen',
}

export const clientSheetFields: readonly SheetField<ClientFieldName>[] = clientFieldNames.map(
  (name) => ({ name, headings: headings[name].split(', ') }),
)

const longestTermDays = 365
const rateDecimals = 4

/** What a client has that a file can tell. */
export type SheetClient = ImportedFields & { hourlyRate: string | null; notes: string | null }

/** A row in words that are ours: only what it says, the rest is left out. */
export type ClientRow = {
  name: string
  number: string | null
  email: string | null
  phone: string | null
  vatNumber: string | null
  contactPerson: { name: string; email: string | null } | null
  invoiceAddress: Address
  visitingAddress: Address
  paymentTermDays: number | null
  hourlyRate: string | null
  notes: string | null
}

/** Reads one row as a client; all that is wrong with it at once, in words. */
export function readClientRow(
  cells: readonly string[],
  { matching, width }: { matching: Matching<ClientFieldName>; width: number },
):
  | { client: ClientRow; problems: [] }
  | { client: ClientRow | null; problems: RowProblem<ClientFieldName>[] } {
  const ragged = raggedProblem(cells, width)
  if (ragged) return { client: null, problems: [{ field: null, words: ragged }] }
  const problems: RowProblem<ClientFieldName>[] = []
  const texts = new Map<ClientFieldName, string>()
  for (const [index, field] of matching.entries()) {
    if (field === null) continue
    const text = meantText(cells[index] ?? '')
    const words = text === undefined ? formulaWords : problemWith(field, text)
    if (words !== undefined) problems.push({ field, words })
    else if (text) texts.set(field, text)
  }
  const isNameMissing = !texts.has('name') && problems.every(({ field }) => field !== 'name')
  if (isNameMissing) problems.push({ field: 'name', words: say('Fill this in.') })
  const client = clientFrom(texts)
  if (client.contactPerson?.name === '') {
    problems.push({ field: 'personName', words: say('Fill in whose e-mail address it is.') })
  }
  return { client, problems }
}

const limits: Record<ClientFieldName, { longest: number; rules?: readonly TextRule[] }> = {
  name: { longest: 255, rules: nameRules },
  number: { longest: 50, rules: codeRules },
  email: {
    longest: 255,
    rules: [{ isKept: (text) => emailPattern.test(text), words: emailWords }],
  },
  phone: { longest: 50 },
  vatNumber: { longest: 50 },
  personName: { longest: 255, rules: nameRules },
  personEmail: {
    longest: 255,
    rules: [{ isKept: (text) => emailPattern.test(text), words: emailWords }],
  },
  invoiceAttentionTo: { longest: 255 },
  invoiceLine1: { longest: 255 },
  invoiceLine2: { longest: 255 },
  invoicePostalCode: { longest: 50 },
  invoiceCity: { longest: 255 },
  invoiceRegion: { longest: 255 },
  invoiceCountry: { longest: 50 },
  visitingLine1: { longest: 255 },
  visitingLine2: { longest: 255 },
  visitingPostalCode: { longest: 50 },
  visitingCity: { longest: 255 },
  visitingCountry: { longest: 50 },
  paymentTermDays: {
    longest: 30,
    rules: [
      {
        isKept: (text) => termDays(text) !== undefined,
        words: say('Give a whole number of days from 0 to {{most}}.', { most: longestTermDays }),
      },
    ],
  },
  hourlyRate: {
    longest: 30,
    rules: [
      {
        isKept: (text) => rateText(text) !== undefined,
        words: say('Give an amount with at most four decimals, such as 95.00 or 1250.00.'),
      },
    ],
  },
  notes: { longest: 4000 },
}

function problemWith(field: ClientFieldName, text: string): string | undefined {
  return text === '' ? undefined : textProblem(text, limits[field])
}

/** '30', '30 days', '30 dagen'. */
function termDays(text: string): number | undefined {
  const days = /^(\d{1,3})(?:\s*(?:days?|dagen|dag|d))?$/i.exec(text)?.[1]
  return days !== undefined && Number(days) <= longestTermDays ? Number(days) : undefined
}

/** With four decimals, as rates are kept. */
function rateText(text: string): string | undefined {
  const decimal = decimalText(text)
  const isRate = decimal !== undefined && /^\d{1,8}(\.\d{1,4})?$/.test(decimal)
  return isRate ? decimalFrom(scaledFrom(decimal, rateDecimals), rateDecimals) : undefined
}

function clientFrom(texts: ReadonlyMap<ClientFieldName, string>): ClientRow {
  const text = (field: ClientFieldName) => texts.get(field) ?? null
  const contact = { name: texts.get('personName') ?? '', email: text('personEmail') }
  const term = texts.get('paymentTermDays')
  const rate = texts.get('hourlyRate')
  return {
    name: texts.get('name') ?? '',
    number: text('number'),
    email: text('email'),
    phone: text('phone'),
    vatNumber: text('vatNumber'),
    contactPerson: contact.name === '' && contact.email === null ? null : contact,
    invoiceAddress: said({
      attentionTo: texts.get('invoiceAttentionTo'),
      line1: texts.get('invoiceLine1'),
      line2: texts.get('invoiceLine2'),
      postalCode: texts.get('invoicePostalCode'),
      city: texts.get('invoiceCity'),
      region: texts.get('invoiceRegion'),
      country: texts.get('invoiceCountry'),
    }),
    visitingAddress: said({
      line1: texts.get('visitingLine1'),
      line2: texts.get('visitingLine2'),
      postalCode: texts.get('visitingPostalCode'),
      city: texts.get('visitingCity'),
      country: texts.get('visitingCountry'),
    }),
    paymentTermDays: (term === undefined ? undefined : termDays(term)) ?? null,
    hourlyRate: (rate === undefined ? undefined : rateText(rate)) ?? null,
    notes: text('notes'),
  }
}

function said(address: Address): Address {
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined))
}

/** The client as it would be with what the row says: what the row leaves out stays. */
export function withRow(client: SheetClient | null, row: ClientRow): SheetClient {
  const { contactPerson, ...said } = row
  const before = client ?? nobody
  return {
    number: said.number ?? before.number,
    name: said.name,
    email: said.email ?? before.email,
    phone: said.phone ?? before.phone,
    vatNumber: said.vatNumber ?? before.vatNumber,
    invoiceAddress: { ...before.invoiceAddress, ...said.invoiceAddress },
    visitingAddress: { ...before.visitingAddress, ...said.visitingAddress },
    contactPersons: withPerson(before.contactPersons, contactPerson),
    paymentTermDays: said.paymentTermDays ?? before.paymentTermDays,
    hourlyRate: said.hourlyRate ?? before.hourlyRate,
    notes: said.notes ?? before.notes,
  }
}

function withPerson(
  people: SheetClient['contactPersons'],
  person: ClientRow['contactPerson'],
): SheetClient['contactPersons'] {
  if (!person) return people
  const isPerson = (each: { name: string }) => each.name.toLowerCase() === person.name.toLowerCase()
  if (!people.some(isPerson)) return [...people, person]
  return people.map((each) =>
    isPerson(each) ? { name: each.name, email: person.email ?? each.email } : each,
  )
}

const nobody: SheetClient = {
  number: null,
  name: '',
  email: null,
  phone: null,
  vatNumber: null,
  invoiceAddress: {},
  visitingAddress: {},
  contactPersons: [],
  paymentTermDays: null,
  hourlyRate: null,
  notes: null,
}
