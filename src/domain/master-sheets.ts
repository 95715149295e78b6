import { say } from './words/say.ts'
import { fieldsFrom } from './cost-sheets.ts'
import { codeRules, emailPattern, emailWords, nameRules } from './plain-text.ts'
import type { Role } from './permissions.ts'
import { type InvoiceMethod, invoiceMethods } from './rates.ts'
import type { Lack, Matching } from './sheet-columns.ts'
import type { SheetFormats } from './sheet-formats.ts'
import { quoted, readRow, type RowProblem } from './sheet-row.ts'

// Projects, tasks and people in a file: which columns they have, and what a row of them says.

const projectHeadings = {
  name: 'project, project name, naam, projectnaam',
  code: 'number, project code, project number, projectcode, projectnummer, nummer',
  clientName: 'client, client name, customer, customer name, klant, klantnaam, relatie',
  invoiceMethod: 'method, billing method, invoicing, factuurmethode, facturatie',
  hourlyRate: 'rate, hourly price, uurtarief, tarief',
  fixedPrice: 'price, fixed fee, budget, vaste prijs, prijs',
  startsOn: 'start, start date, starts, begin, startdatum, begindatum',
  endsOn: 'end, end date, ends, einde, einddatum',
  reference: 'ref, kenmerk, referentie',
  notes: 'note, description, remarks, notities, omschrijving, opmerking',
}
export type ProjectFieldName = keyof typeof projectHeadings

const taskHeadings = {
  name: 'task, task name, activity, naam, taak, activiteit',
  isBillable: 'billable, billable?, declarabel, facturabel',
  hourlyRate: 'rate, hourly price, uurtarief, tarief',
}
export type TaskFieldName = keyof typeof taskHeadings

const peopleHeadings = {
  name: 'person, user, user name, employee, full name, naam, medewerker, gebruiker',
  email: 'e-mail, e-mail address, mail, e-mailadres',
  role: 'rol, access, type',
  hourlyRate: 'rate, hourly price, billable rate, uurtarief, tarief',
}
export type PeopleFieldName = keyof typeof peopleHeadings

export const projectSheetFields = fieldsFrom<ProjectFieldName>(projectHeadings)
export const taskSheetFields = fieldsFrom<TaskFieldName>(taskHeadings)
export const peopleSheetFields = fieldsFrom<PeopleFieldName>(peopleHeadings)

/** What these columns lack; undefined when they are enough. */
export function projectsLack(fields: Matching): Lack | undefined {
  if (!fields.includes('name')) return 'name'
  return fields.includes('clientName') ? undefined : 'client'
}

export function peopleLack(fields: Matching): Lack | undefined {
  if (!fields.includes('name')) return 'name'
  return fields.includes('email') ? undefined : 'email'
}

type Reading<Field extends string> = {
  matching: Matching<Field>
  width: number
  formats: SheetFormats
}
/** What a row says; a field that it leaves out is null, and stays as it is. */
type ReadRow<Row, Field extends string> = { row: Row | null; problems: RowProblem<Field>[] }

const name = { longest: 200, rules: nameRules }
const price = { whole: 8, decimals: 4 }

export type ProjectRow = {
  name: string
  code: string | null
  client: string
  invoiceMethod: InvoiceMethod | null
  hourlyRate: string | null
  fixedPriceMinor: number | null
  startsOn: string | null
  endsOn: string | null
  reference: string | null
  notes: string | null
}

/** The methods that a row can name; a plan or a subscription needs more than a row has. */
const rowMethods = invoiceMethods.filter(
  (each) => !['fixed_price_instalments', 'fixed_price_per_task', 'subscription'].includes(each),
)

export function readProjectRow(
  cells: readonly string[],
  reading: Reading<ProjectFieldName>,
): ReadRow<ProjectRow, ProjectFieldName> {
  const reader = readRow(cells, reading)
  const methodText = reader.text('invoiceMethod', { longest: 255 })
  const methodKey = methodText?.toLowerCase().replaceAll(/[\s-]+/g, '_')
  const invoiceMethod = rowMethods.find((each) => each === methodKey) ?? null
  if (methodText !== null && invoiceMethod === null) {
    const words = rowMethods.map((each) => each.replaceAll('_', ' ')).join(', ')
    reader.add(
      'invoiceMethod',
      say('{{text}} is not understood. Expected: {{expected}}.', {
        text: quoted(methodText),
        expected: words,
      }),
    )
  }
  const fixedPrice = reader.decimal('fixedPrice', { whole: 9, decimals: 2 })
  const row = {
    name: reader.required('name', name),
    code: reader.text('code', { longest: 50, rules: codeRules }),
    client: reader.required('clientName', { longest: 255 }),
    invoiceMethod,
    hourlyRate: reader.decimal('hourlyRate', price),
    fixedPriceMinor: fixedPrice === null ? null : minorFrom(fixedPrice),
    startsOn: reader.day('startsOn'),
    endsOn: reader.day('endsOn'),
    reference: reader.text('reference', { longest: 255 }),
    notes: reader.text('notes', { longest: 4000 }),
  }
  if (row.startsOn !== null && row.endsOn !== null && row.endsOn < row.startsOn) {
    reader.add('endsOn', say('The end is before the start.'))
  }
  const { problems } = reader
  return { row: problems.length === 0 ? row : null, problems }
}

function minorFrom(decimal: string): number {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return Number(whole + fraction.slice(0, 2).padEnd(2, '0'))
}

export type TaskRow = { name: string; isBillable: boolean | null; hourlyRate: string | null }

export function readTaskRow(
  cells: readonly string[],
  reading: Reading<TaskFieldName>,
): ReadRow<TaskRow, TaskFieldName> {
  const reader = readRow(cells, reading)
  const row = {
    name: reader.required('name', name),
    isBillable: reader.yesOrNo('isBillable'),
    hourlyRate: reader.decimal('hourlyRate', price),
  }
  const { problems } = reader
  return { row: problems.length === 0 ? row : null, problems }
}

export type PersonRow = {
  name: string
  email: string
  role: Role | null
  hourlyRate: string | null
}

const roles: Record<string, Role> = {
  employee: 'employee',
  medewerker: 'employee',
  member: 'employee',
  user: 'employee',
  'project manager': 'project_manager',
  projectmanager: 'project_manager',
  projectleider: 'project_manager',
  bookkeeper: 'bookkeeper',
  boekhouder: 'bookkeeper',
  administrator: 'administrator',
  admin: 'administrator',
  beheerder: 'administrator',
}

export function readPersonRow(
  cells: readonly string[],
  reading: Reading<PeopleFieldName>,
): ReadRow<PersonRow, PeopleFieldName> {
  const reader = readRow(cells, reading)
  const roleText = reader.text('role', { longest: 255 })
  const role = roles[(roleText ?? '').toLowerCase().replaceAll('_', ' ')] ?? null
  if (roleText !== null && role === null) {
    const expected = say('employee, project manager, bookkeeper or administrator')
    reader.add(
      'role',
      say('{{text}} is not understood. Expected: {{expected}}.', {
        text: quoted(roleText),
        expected,
      }),
    )
  }
  const isEmail = { isKept: (text: string) => emailPattern.test(text), words: emailWords }
  const row = {
    name: reader.required('name', name),
    email: reader.required('email', { longest: 255, rules: [isEmail] }),
    role,
    hourlyRate: reader.decimal('hourlyRate', price),
  }
  const { problems } = reader
  return { row: problems.length === 0 ? row : null, problems }
}
