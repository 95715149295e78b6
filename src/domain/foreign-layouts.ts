import type { HoursFieldName } from './hours-sheet.ts'
import { headingKey } from './sheet-columns.ts'

// The exports of other programs, recognised by their headings. The same headings mean other things in other programs.

export const foreignLayouts = ['toggl', 'clockify', 'harvest', 'kimai'] as const
export type ForeignLayout = (typeof foreignLayouts)[number]

type Layout = {
  /** Headings of which a file of this program has one of each group. */
  marks: readonly (readonly string[])[]
  /** What its headings mean where that is not what they mean elsewhere; null for columns that are left out. */
  fields: Readonly<Record<string, HoursFieldName | null>>
}

const kimaiWords = {
  from: ['from', 'begin', 'von', 'beginn', 'van', 'start', 'de', 'début'],
  to: ['to', 'end', 'bis', 'ende', 'tot', 'eind', 'fin', 'à'],
  duration: ['duration', 'dauer', 'duur', 'durée'],
  customer: ['customer', 'kunde', 'klant', 'client'],
  activity: ['activity', 'tätigkeit', 'activiteit', 'activité'],
  exported: ['exported', 'exportiert', 'geëxporteerd', 'exporté'],
}

const layouts: Record<ForeignLayout, Layout> = {
  toggl: {
    marks: [
      ['description'],
      ['start date'],
      ['start time'],
      ['end date', 'stop date'],
      ['duration'],
      ['user', 'member'],
    ],
    fields: { user: 'memberName', member: 'memberName', task: 'taskName' },
  },
  clockify: {
    marks: [
      ['duration (h)', 'time (h)'],
      ['duration (decimal)', 'time (decimal)'],
      ['user'],
      ['start date'],
    ],
    fields: {
      'duration (h)': 'duration',
      'time (h)': 'duration',
      'duration (decimal)': null,
      'time (decimal)': null,
      'date of creation': null,
      group: null,
    },
  },
  harvest: {
    marks: [['date'], ['client'], ['project'], ['task'], ['hours'], ['first name'], ['last name']],
    fields: {
      hours: 'duration',
      'hours rounded': null,
      'rounded hours': null,
      'invoiced?': 'isInvoiced',
      'approved?': null,
      'employee?': null,
      'employee id': null,
    },
  },
  kimai: {
    marks: Object.values(kimaiWords),
    fields: {
      ...Object.fromEntries(kimaiWords.from.map((word) => [word, 'startedAt' as const])),
      ...Object.fromEntries(kimaiWords.to.map((word) => [word, 'endedAt' as const])),
      username: 'memberEmail',
      benutzername: 'memberEmail',
      gebruikersnaam: 'memberEmail',
      'nom d’utilisateur': 'memberEmail',
      type: null,
      typ: null,
      category: null,
      kategorie: null,
    },
  },
}

/** The program whose export has these headings; undefined when it is none that is known. */
export function recogniseLayout(headings: readonly string[]): ForeignLayout | undefined {
  const keys = new Set(headings.map(headingKey))
  return foreignLayouts.find((layout) =>
    layouts[layout].marks.every((words) => words.some((word) => keys.has(headingKey(word)))),
  )
}

/** What headings mean in the files of this program, by their keys. */
export function layoutFields(layout: ForeignLayout): Map<string, HoursFieldName | null> {
  return new Map(
    Object.entries(layouts[layout].fields).map(([heading, field]) => [headingKey(heading), field]),
  )
}
