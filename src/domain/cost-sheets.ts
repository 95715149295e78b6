import { say } from './words/say.ts'
import { type NamedPlace, readPlace } from './hours-sheet.ts'
import type { Lack, Matching, SheetField } from './sheet-columns.ts'
import type { SheetFormats } from './sheet-formats.ts'
import { quoted, readRow, type RowProblem } from './sheet-row.ts'

// Expenses and trips in a file: which columns they have, and what a row of them says.

const placeHeadings = {
  sourceId: 'id, entry id, external id, source id, uid, uuid',
  memberEmail: 'e-mail, e-mail address, user e-mail, employee e-mail, e-mailadres',
  memberName:
    'person, user, user name, employee, member, name, who, medewerker, gebruiker, naam, persoon',
  memberFirstName: 'first name, voornaam',
  memberLastName: 'last name, surname, achternaam',
  clientName: 'client, client name, customer, customer name, klant, klantnaam, relatie',
  projectName: 'project, project name, projectnaam',
  projectCode: 'project code, project number, projectcode, projectnummer',
}
const billableHeadings = 'billable, billable?, declarabel, facturabel'

const expenseHeadings = {
  ...placeHeadings,
  spentOn: 'date, day, spent on, expense date, datum, dag',
  productName: 'product, category, expense category, kind, categorie, soort',
  description: 'notes, note, omschrijving, beschrijving, notitie, opmerking',
  quantity: 'units, number, aantal, hoeveelheid',
  unitPrice:
    'price, unit price, amount, total, net, net amount, cost, prijs, bedrag, stukprijs, netto',
  grossUnitPrice:
    'gross, gross amount, gross price, price with vat, incl vat, bruto, incl btw, bedrag incl btw',
  vatRate: 'vat, vat rate, tax, btw, btw tarief',
  currency: 'valuta, munt, currency code',
  isBillable: billableHeadings,
}
export type ExpenseFieldName = keyof typeof expenseHeadings

const mileageHeadings = {
  ...placeHeadings,
  travelledOn: 'date, day, travelled on, datum, dag',
  fromPlace: 'from, start, departure, van, vertrek',
  toPlace: 'to, destination, arrival, naar, bestemming, aankomst',
  distanceKm: 'distance, km, kilometres, kilometers, afstand, aantal km',
  isReturnTrip: 'return, return trip, round trip, retour',
  kind: 'type, sort, trip type, soort, soort rit',
  purpose: 'notes, note, description, reason, doel, omschrijving, opmerking, reden',
  vehicle: 'car, voertuig, auto',
  isBillable: billableHeadings,
}
export type MileageFieldName = keyof typeof mileageHeadings

export const expenseSheetFields = fieldsFrom<ExpenseFieldName>(expenseHeadings)
export const mileageSheetFields = fieldsFrom<MileageFieldName>(mileageHeadings)

/** Fields with their headings, each written as one text. */
export function fieldsFrom<Name extends string>(
  headings: Record<Name, string>,
): readonly SheetField<Name>[] {
  return (Object.entries(headings) as [Name, string][]).map(([name, names]) => ({
    name,
    headings: names.split(', '),
  }))
}

const hasProject = (fields: Matching) =>
  fields.includes('projectName') || fields.includes('projectCode')

/** What these columns lack; undefined when they are enough. */
export function expensesLack(fields: Matching): Lack | undefined {
  if (!fields.includes('spentOn')) return 'day'
  if (!hasProject(fields)) return 'project'
  return ['unitPrice', 'grossUnitPrice', 'productName'].some((field) => fields.includes(field))
    ? undefined
    : 'price'
}

export function mileagesLack(fields: Matching): Lack | undefined {
  if (!fields.includes('travelledOn')) return 'day'
  if (!hasProject(fields)) return 'project'
  const trip = ['fromPlace', 'toPlace', 'distanceKm']
  return trip.every((field) => fields.includes(field)) ? undefined : 'trip'
}

type Reading<Field extends string> = {
  matching: Matching<Field>
  width: number
  formats: SheetFormats
}

export type ExpenseRow = NamedPlace & {
  sourceId: string | null
  spentOn: string
  product: string | null
  description: string
  quantity: string
  unitPrice: string | undefined
  grossUnitPrice: string | null
  currency: string | undefined
  vatRate: string | null
  isBillable: boolean | undefined
}

const name = { longest: 255 }
const longText = { longest: 4000 }
const amount = { whole: 8, decimals: 4 }
const count = { whole: 8, decimals: 2 }

/** Reads one row as an expense; all that is wrong with it at once, in words. */
export function readExpenseRow(
  cells: readonly string[],
  reading: Reading<ExpenseFieldName>,
): { row: ExpenseRow | null; problems: RowProblem<ExpenseFieldName>[] } {
  const reader = readRow(cells, reading)
  if (!reader.has('spentOn')) reader.add('spentOn', say('Fill in the day.'))
  const quantity = reader.decimal('quantity', count) ?? '1.00'
  if (!/[1-9]/.test(quantity)) reader.add('quantity', say('Give a number above zero.'))
  const row = {
    ...readPlace(reader),
    sourceId: reader.text('sourceId', name),
    spentOn: reader.day('spentOn') ?? '',
    product: reader.text('productName', name),
    description: reader.text('description', longText) ?? '',
    quantity,
    unitPrice: reader.decimal('unitPrice', amount) ?? undefined,
    grossUnitPrice: reader.decimal('grossUnitPrice', amount),
    currency: reader.text('currency', name)?.toUpperCase(),
    vatRate: reader.text('vatRate', name),
    isBillable: reader.yesOrNo('isBillable') ?? undefined,
  }
  const hasPrice = reader.has('unitPrice') || reader.has('grossUnitPrice')
  if (!hasPrice && row.product === null) reader.add('unitPrice', say('Fill this in.'))
  const { problems } = reader
  return { row: problems.length === 0 ? row : null, problems }
}

export type MileageRow = NamedPlace & {
  sourceId: string | null
  travelledOn: string
  fromPlace: string
  toPlace: string
  distanceKm: string
  isReturnTrip: boolean
  kind: 'business' | 'commute' | 'private'
  purpose: string
  vehicle: string | null
  isBillable: boolean | undefined
}

const kinds: Record<string, MileageRow['kind']> = {
  business: 'business',
  zakelijk: 'business',
  commute: 'commute',
  commuting: 'commute',
  'woon-werk': 'commute',
  'woon-werkverkeer': 'commute',
  private: 'private',
  privé: 'private',
  prive: 'private',
}

/** Reads one row as a trip; all that is wrong with it at once, in words. */
export function readMileageRow(
  cells: readonly string[],
  reading: Reading<MileageFieldName>,
): { row: MileageRow | null; problems: RowProblem<MileageFieldName>[] } {
  const reader = readRow(cells, reading)
  for (const field of ['travelledOn', 'distanceKm'] as const) {
    if (!reader.has(field)) reader.add(field, say('Fill this in.'))
  }
  const distanceKm = reader.decimal('distanceKm', count) ?? '1'
  if (!/[1-9]/.test(distanceKm)) reader.add('distanceKm', say('Give a number above zero.'))
  if (Number(distanceKm) > longestKm) {
    reader.add('distanceKm', say('A trip is at most 100,000 km.'))
  }
  const kindText = reader.text('kind', name)
  const kind = kindText === null ? 'business' : kinds[kindText.toLowerCase()]
  if (kind === undefined) {
    const words = say('{{text}} is not understood. Expected: {{expected}}.', {
      text: quoted(kindText ?? ''),
      expected: say('business, commute or private'),
    })
    reader.add('kind', words)
  }
  const row = {
    ...readPlace(reader),
    sourceId: reader.text('sourceId', name),
    travelledOn: reader.day('travelledOn') ?? '',
    fromPlace: reader.required('fromPlace', { longest: 200 }),
    toPlace: reader.required('toPlace', { longest: 200 }),
    distanceKm,
    isReturnTrip: reader.yesOrNo('isReturnTrip') ?? false,
    kind: kind ?? 'business',
    purpose: reader.text('purpose', longText) ?? '',
    vehicle: reader.text('vehicle', { longest: 100 }),
    isBillable: reader.yesOrNo('isBillable') ?? undefined,
  }
  const { problems } = reader
  return { row: problems.length === 0 ? row : null, problems }
}

const longestKm = 100_000
