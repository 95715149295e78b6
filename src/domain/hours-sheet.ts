import { say } from './words/say.ts'
import { secondsPerDay } from './work-day.ts'
import type { Lack, Matching, SheetField } from './sheet-columns.ts'
import { dayFrom, hasDay, type SheetFormats } from './sheet-formats.ts'
import { readRow, type RowProblem, type RowReader } from './sheet-row.ts'

// Hours in a file: which columns they have, and what a row of them says.

export const hoursFieldNames = [
  'sourceId',
  'memberEmail',
  'memberName',
  'memberFirstName',
  'memberLastName',
  'clientName',
  'projectName',
  'projectCode',
  'taskName',
  'notes',
  'tags',
  'workedOn',
  'startedAt',
  'endedOn',
  'endedAt',
  'pause',
  'duration',
  'isBillable',
  'isInvoiced',
] as const

export type HoursFieldName = (typeof hoursFieldNames)[number]

/** The headings of English, Dutch, German and French files. */
const headings: Record<HoursFieldName, string> = {
  sourceId: 'id, entry id, time entry id, external id, source id, uid, uuid',
  memberEmail: 'e-mail, e-mail address, user e-mail, employee e-mail, e-mailadres',
  memberName:
    'person, user, user name, username, member, employee, employee name, name, who, medewerker, gebruiker, gebruikersnaam, naam, persoon, benutzer, benutzername, mitarbeiter, utilisateur, nom d’utilisateur, nom',
  memberFirstName: 'first name, voornaam, vorname, prénom',
  memberLastName: 'last name, surname, achternaam, nachname, nom de famille',
  clientName:
    'client, client name, customer, customer name, company, klant, klantnaam, relatie, kunde, kundenname',
  projectName: 'project, project name, projectnaam, projekt, projektname, projet',
  projectCode: 'project code, project number, projectcode, projectnummer, projektnummer',
  taskName:
    'task, task name, activity, service, taak, activiteit, tätigkeit, aufgabe, activité, tâche',
  notes:
    'description, note, comment, comments, remarks, omschrijving, beschrijving, notitie, notities, opmerking, opmerkingen, beschreibung, bemerkung, kommentar',
  tags: 'tag, labels, label, schlagworte, schlagwörter, étiquettes',
  workedOn: 'date, day, start date, work date, worked on, datum, dag, startdatum, tag der arbeit',
  startedAt:
    'start, start time, from, begin, started, started at, starttijd, begintijd, van, von, beginn, de, début',
  endedOn: 'end date, stop date, einddatum, enddatum',
  endedAt:
    'end, end time, stop, stop time, to, until, ended at, eindtijd, eind, einde, tot, bis, ende, fin, à',
  pause: 'break, pause duration, pauze, pausen',
  duration:
    'duration (h), duration (decimal), hours, time, time spent, worked, duur, uren, tijd, gewerkt, dauer, stunden, zeit, durée, heures',
  isBillable: 'billable, billable?, declarabel, facturabel, abrechenbar, facturable',
  isInvoiced:
    'invoiced, invoiced?, billed, exported, gefactureerd, geëxporteerd, exportiert, exporté',
}

export const hoursSheetFields: readonly SheetField<HoursFieldName>[] = hoursFieldNames.map(
  (name) => ({ name, headings: headings[name].split(', ') }),
)

/** What these columns lack for hours; undefined when they are enough. */
export function hoursLack(fields: Matching): Lack | undefined {
  const has = (field: HoursFieldName) => fields.includes(field)
  if (!has('workedOn') && !has('startedAt')) return 'day'
  if (!has('projectName') && !has('projectCode')) return 'project'
  return has('duration') || (has('startedAt') && has('endedAt')) ? undefined : 'duration'
}

/** Who and where a row of work is about, as it names them. */
export type NamedPlace = {
  /** Null where the file says nobody: then it is who imports. */
  person: { email: string | null; name: string | null } | null
  client: string | null
  project: { name: string | null; code: string | null }
}

export type HoursRow = NamedPlace & {
  sourceId: string | null
  task: string | null
  workedOn: string
  startedAt: string | null
  endedAt: string | null
  pauseSeconds: number
  seconds: number
  notes: string
  isBillable: boolean | undefined
}

type Reading = { matching: Matching<HoursFieldName>; width: number; formats: SheetFormats }

const name = { longest: 255 }

/** Reads one row as an hour; all that is wrong with it at once, in words. */
export function readHoursRow(
  cells: readonly string[],
  reading: Reading,
): { row: HoursRow | null; problems: RowProblem<HoursFieldName>[] } {
  const reader = readRow(cells, reading)
  const workedOn = readDay(reader, cells, reading)
  const place = readPlace(reader)
  const task = reader.text('taskName', name)
  const notes = withTags(
    reader.text('notes', { longest: longestNotes }) ?? '',
    reader.text('tags', name),
  )
  const time = readTime(reader, cells, { ...reading, workedOn })
  const isInvoiced = reader.yesOrNo('isInvoiced') ?? false
  const isBillable = reader.yesOrNo('isBillable') ?? undefined
  const sourceId = reader.text('sourceId', name)
  const { problems } = reader
  if (workedOn === null || time === null || problems.length > 0) return { row: null, problems }
  return {
    row: {
      ...place,
      ...time,
      sourceId,
      task,
      workedOn,
      notes: notes.slice(0, longestNotes),
      // What was billed elsewhere must not be billed again here.
      isBillable: isInvoiced ? false : isBillable,
    },
    problems,
  }
}

const longestNotes = 4000

/** Hours have no tags of their own, so they stand behind the notes, as #tag. */
function withTags(notes: string, tags: string | null): string {
  const words = (tags ?? '')
    .split(/[,;|]/)
    .map((tag) => tag.trim().replaceAll(/\s+/g, '-'))
    .filter((tag) => tag !== '')
  return [notes, ...words.map((tag) => `#${tag}`)].filter((text) => text !== '').join(' ')
}

type PlaceFieldName =
  | 'memberEmail'
  | 'memberName'
  | 'memberFirstName'
  | 'memberLastName'
  | 'clientName'
  | 'projectName'
  | 'projectCode'

/** The person, the client and the project of a row of any kind of work. */
export function readPlace<Field extends string>(
  given: RowReader<Field | PlaceFieldName>,
): NamedPlace {
  const reader = given as RowReader<PlaceFieldName>
  const email = reader.text('memberEmail', name)
  const parts = [reader.text('memberFirstName', name), reader.text('memberLastName', name)]
  const joined = parts.filter((part) => part !== null).join(' ')
  const memberName = reader.text('memberName', name) ?? (joined === '' ? null : joined)
  const code = reader.text('projectCode', { longest: 50 })
  if (!reader.has('projectName') && code === null) reader.add('projectName', say('Fill this in.'))
  return {
    person: email === null && memberName === null ? null : { email, name: memberName },
    client: reader.text('clientName', name),
    project: { name: reader.text('projectName', name), code },
  }
}

function cellOf(
  cells: readonly string[],
  matching: Matching<HoursFieldName>,
  field: HoursFieldName,
) {
  return (cells[matching.indexOf(field)] ?? '').trim()
}

/** The day stands in a column of its own, or before the time of the start. */
function readDay(
  reader: RowReader<HoursFieldName>,
  cells: readonly string[],
  { matching, formats }: Reading,
): string | null {
  if (reader.has('workedOn')) return reader.day('workedOn')
  const start = cellOf(cells, matching, 'startedAt')
  const day = hasDay(start) ? dayFrom(start, formats.dateOrder) : undefined
  if (day === undefined && reader.problems.every(({ field }) => field !== null)) {
    reader.add('workedOn', say('Fill in the day.'))
  }
  return day ?? null
}

type Time = Pick<HoursRow, 'startedAt' | 'endedAt' | 'pauseSeconds' | 'seconds'>

/**
 * What was worked. The duration counts; both times are kept where they say the same in whole minutes of one day. Without
 * a duration it is what lies between them.
 */
function readTime(
  reader: RowReader<HoursFieldName>,
  cells: readonly string[],
  { matching, formats, workedOn }: Reading & { workedOn: string | null },
): Time | null {
  const start = reader.time('startedAt')
  const end = reader.time('endedAt')
  const pause = reader.duration('pause') ?? 0
  const duration = reader.duration('duration')
  const isBroken = reader.problems.length > 0
  const endCell = cellOf(cells, matching, 'endedAt')
  const endDay = hasDay(endCell)
    ? (dayFrom(endCell, formats.dateOrder) ?? null)
    : reader.day('endedOn')
  if (isBroken || workedOn === null) return null
  const isLater = endDay !== null && endDay > workedOn
  const between =
    start === null || end === null ? null : (isLater ? secondsPerDay : 0) + end - start - pause
  const seconds = duration ?? between
  if (seconds === null) {
    reader.add('duration', say('Fill in the duration, or both the start and the end.'))
    return null
  }
  if (duration === null && (seconds < 0 || seconds > secondsPerDay)) {
    reader.add(
      'endedAt',
      seconds < 0
        ? say('The end is before the start. Add a column with the day of the end, or the duration.')
        : say('This is more than 24 hours.'),
    )
    return null
  }
  const none = { startedAt: null, endedAt: null, pauseSeconds: 0, seconds }
  if (start === null || end === null || between === null) return none
  const endOfDay = isLater && end === 0 ? secondsPerDay : end
  const isKept =
    start % 60 === 0 &&
    end % 60 === 0 &&
    (!isLater || end === 0) &&
    endOfDay > start &&
    between >= seconds
  if (!isKept) return none
  const pauseSeconds = endOfDay - start - seconds
  return { startedAt: clock(start), endedAt: clock(endOfDay), pauseSeconds, seconds }
}

function clock(seconds: number): string {
  const padded = (value: number) => String(value).padStart(2, '0')
  return `${padded(Math.floor(seconds / 3600))}:${padded(Math.floor((seconds % 3600) / 60))}`
}
