/** What printed documents say of themselves. */
const english = {
  page: 'Page {page} of {pages}',
  timesheet: 'Timesheet',
  client: 'Client',
  project: 'Project',
  projects: 'Projects',
  period: 'Period',
  reference: 'Reference',
  day: 'Date',
  person: 'Person',
  task: 'Task',
  notes: 'Notes',
  hours: 'Hours',
  total: 'Total',
}

export type PrintedWords = typeof english

const dutch: PrintedWords = {
  page: 'Pagina {page} van {pages}',
  timesheet: 'Urenstaat',
  client: 'Klant',
  project: 'Project',
  projects: 'Projecten',
  period: 'Periode',
  reference: 'Kenmerk',
  day: 'Datum',
  person: 'Medewerker',
  task: 'Taak',
  notes: 'Toelichting',
  hours: 'Uren',
  total: 'Totaal',
}

export function printedWords(language: string): PrintedWords {
  return language === 'nl' ? dutch : english
}
