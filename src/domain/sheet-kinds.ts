import { say } from './words/say.ts'
import { type ClientFieldName, clientSheetFields } from './client-sheet.ts'
import {
  type ExpenseFieldName,
  expenseSheetFields,
  expensesLack,
  type MileageFieldName,
  mileageSheetFields,
  mileagesLack,
} from './cost-sheets.ts'
import { type HoursFieldName, hoursLack, hoursSheetFields } from './hours-sheet.ts'
import {
  type PeopleFieldName,
  peopleLack,
  peopleSheetFields,
  type ProjectFieldName,
  projectSheetFields,
  projectsLack,
  type TaskFieldName,
  taskSheetFields,
} from './master-sheets.ts'
import type { Permission } from './permissions.ts'
import type { Lack, Matching, SheetField } from './sheet-columns.ts'

/** What a file can have rows of. */
export const fileImportKinds = [
  'clients',
  'projects',
  'tasks',
  'people',
  'hours',
  'expenses',
  'mileages',
] as const
export type FileImportKind = (typeof fileImportKinds)[number]

/** Kinds of which a row is known by what it says, for it has no name or number. */
export const workKinds = ['hours', 'expenses', 'mileages'] as const
export type WorkKind = (typeof workKinds)[number]

export function isWork(kind: FileImportKind): kind is WorkKind {
  return workKinds.some((each) => each === kind)
}

/** Who may bring in such files: whoever may make every record that they could make. */
export const importPermission: Record<FileImportKind, Permission> = {
  clients: 'clients:write',
  projects: 'projects:write',
  tasks: 'projects:write',
  people: 'members:write',
  hours: 'registrations:all',
  expenses: 'registrations:all',
  mileages: 'registrations:all',
}

/** A field of any kind of file. */
export type SheetFieldName =
  | ClientFieldName
  | ProjectFieldName
  | TaskFieldName
  | PeopleFieldName
  | HoursFieldName
  | ExpenseFieldName
  | MileageFieldName

export const sheetFieldsOf: Record<FileImportKind, readonly SheetField<SheetFieldName>[]> = {
  clients: clientSheetFields,
  projects: projectSheetFields,
  tasks: taskSheetFields,
  people: peopleSheetFields,
  hours: hoursSheetFields,
  expenses: expenseSheetFields,
  mileages: mileageSheetFields,
}

const nameLack = (fields: Matching): Lack | undefined =>
  fields.includes('name') ? undefined : 'name'

const lackOf: Record<FileImportKind, (fields: Matching) => Lack | undefined> = {
  clients: nameLack,
  projects: projectsLack,
  tasks: nameLack,
  people: peopleLack,
  hours: hoursLack,
  expenses: expensesLack,
  mileages: mileagesLack,
}

/** What rows of this kind cannot do without and these columns lack; undefined when they are enough. */
export function matchingLack(kind: FileImportKind, fields: Matching): Lack | undefined {
  return lackOf[kind](fields)
}

/** The same in words. */
export const lackWords: Record<Lack, string> = {
  name: say('Say which column has the name.'),
  client: say('Say which column has the client.'),
  email: say('Say which column has the e-mail address.'),
  day: say('Say which column has the day.'),
  project: say('Say which column has the project.'),
  duration: say('Say which column has the duration, or which have the start and the end.'),
  price: say('Say which column has the price, or the product.'),
  trip: say('Say which columns have the places and the distance.'),
}

/** Fields whose cells can be written in several ways. */
export const dayFields: readonly string[] = [
  'workedOn',
  'startedAt',
  'endedOn',
  'spentOn',
  'travelledOn',
  'startsOn',
  'endsOn',
]
export const numberFields: readonly string[] = [
  'quantity',
  'unitPrice',
  'grossUnitPrice',
  'distanceKm',
  'hourlyRate',
  'fixedPrice',
]
export const durationFields: readonly string[] = ['duration']

/** How many rows a file may have. Clients are compared with each other, so they are all looked at in one go. */
export function mostRowsOf(kind: FileImportKind): number {
  return kind === 'clients' ? 10_000 : 100_000
}
