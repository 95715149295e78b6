import type { ReportDocument, TimesheetDocument, TimesheetProject } from '#app/ports/printer.ts'
import { createFormats } from '#lib/formats.ts'
import { hoursText, isRounded, sumOfHours } from './billed-hours.ts'
import { printedWords, type PrintedWords } from './words.ts'

/** A timesheet as a table: a section for each project. */
export function timesheetTable(
  timesheet: TimesheetDocument,
): ReportDocument & { subtitle: string; pageWords: string } {
  const words = printedWords(timesheet.formats.language)
  const { formats, workspaceName, clientName, reference, projects } = timesheet
  const period = periodOf(timesheet)
  const total = sumOfHours(projects)
  const write = createFormats(formats).duration
  const names = projects.map(nameOf).join(', ')
  const facts = [
    { label: words.client, value: clientName },
    { label: projects.length === 1 ? words.project : words.projects, value: names },
    { label: words.period, value: period },
    { label: words.reference, value: reference ?? '' },
    { label: words.total, value: hoursText(total, write) },
  ]
  return {
    formats,
    workspaceName,
    title: words.timesheet,
    pageWords: words.page,
    subtitle: [clientName, reference, period].filter(Boolean).join(' · '),
    facts: facts.filter((fact) => fact.value !== ''),
    columns: [
      { label: words.day, kind: 'day' },
      { label: words.person, kind: 'words' },
      { label: words.task, kind: 'words' },
      { label: words.notes, kind: 'prose' },
      { label: isRounded(projects) ? words.hoursWorked : words.hours, kind: 'number' },
    ],
    sections: projects.map((project) => ({
      title: projects.length === 1 ? null : nameOf(project),
      rows: project.entries.map(({ day, memberName, taskName, notes, ...hours }) => [
        { day },
        memberName,
        taskName,
        notes,
        hoursText(hours, write),
      ]),
      totals: projects.length === 1 ? null : sumRow(words, hoursText(sumOfHours([project]), write)),
    })),
    totals: sumRow(words, hoursText(total, write)),
  }
}

function sumRow(words: PrintedWords, hours: string) {
  return [words.total, null, null, null, hours]
}

function nameOf({ name, code }: TimesheetProject): string {
  return code ? `${code} ${name}` : name
}

function periodOf({ formats, period, projects }: TimesheetDocument): string {
  const days = projects.flatMap((project) => project.entries.map((entry) => entry.day)).toSorted()
  const from = period?.from ?? days[0]
  const to = period?.to ?? days.at(-1)
  if (from === undefined || to === undefined) return ''
  const { day } = createFormats(formats)
  return from === to ? day(from) : `${day(from)} – ${day(to)}`
}
