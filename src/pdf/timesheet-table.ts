import type { ReportDocument, TimesheetDocument, TimesheetProject } from '#app/ports/printer.ts'
import { createFormats } from '#lib/formats.ts'
import { printedWords, type PrintedWords } from './words.ts'

/** A timesheet as a table: a section for each project. */
export function timesheetTable(
  timesheet: TimesheetDocument,
): ReportDocument & { subtitle: string; pageWords: string } {
  const words = printedWords(timesheet.formats.language)
  const { formats, workspaceName, clientName, reference, projects } = timesheet
  const period = periodOf(timesheet)
  const total = projects.reduce((sum, project) => sum + secondsOf(project), 0)
  const names = projects.map(nameOf).join(', ')
  const facts = [
    { label: words.client, value: clientName },
    { label: projects.length === 1 ? words.project : words.projects, value: names },
    { label: words.period, value: period },
    { label: words.reference, value: reference ?? '' },
    { label: words.total, value: createFormats(formats).duration(total) },
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
      { label: words.hours, kind: 'number' },
    ],
    sections: projects.map((project) => ({
      title: projects.length === 1 ? null : nameOf(project),
      rows: project.entries.map(({ day, memberName, taskName, notes, seconds }) => [
        { day },
        memberName,
        taskName,
        notes,
        { seconds },
      ]),
      totals: projects.length === 1 ? null : sumRow(words, secondsOf(project)),
    })),
    totals: sumRow(words, total),
  }
}

function sumRow(words: PrintedWords, seconds: number) {
  return [words.total, null, null, null, { seconds }]
}

function nameOf({ name, code }: TimesheetProject): string {
  return code ? `${code} ${name}` : name
}

function secondsOf({ entries }: TimesheetProject): number {
  return entries.reduce((sum, entry) => sum + entry.seconds, 0)
}

function periodOf({ formats, period, projects }: TimesheetDocument): string {
  const days = projects.flatMap((project) => project.entries.map((entry) => entry.day)).toSorted()
  const from = period?.from ?? days[0]
  const to = period?.to ?? days.at(-1)
  if (from === undefined || to === undefined) return ''
  const { day } = createFormats(formats)
  return from === to ? day(from) : `${day(from)} – ${day(to)}`
}
