import type { keys as englishKeys, palette as english } from '../en/palette.ts'
import type { Translation } from '../translation.ts'

export const palette: Translation<typeof english> = {
  title: 'Zoeken en opdrachten',
  open: 'Zoeken',
  hint: 'Waarheen, of wat te doen?',
  actions: 'Acties',
  pages: 'Pagina’s',
  projects: 'Projecten',
  clients: 'Klanten',
  timers: 'Timer',
  startTimer: 'Timer starten voor {{name}}',
  switchTimer: 'Timer overzetten naar {{name}}',
  week: 'Urenstaat per week',
  month: 'Urenstaat per maand',
  newClient: 'Nieuwe klant',
  newProject: 'Nieuw project',
  export: 'Uren exporteren naar Xero',
  dark: 'Donkere weergave',
  light: 'Lichte weergave',
  keys: 'Sneltoetsen',
}

export const keys: Translation<typeof englishKeys> = {
  anywhere: 'Overal',
  timer: 'Timer starten of stoppen',
  undo: 'Ongedaan maken, tien seconden lang',
  list: 'Urenstaat als lijst',
  previous: 'Vorige week of maand',
  next: 'Volgende week of maand',
  today: 'Deze week of maand',
  move: 'Tussen de cellen van de week bewegen',
  down: 'Opslaan, en omlaag',
  nextCell: 'Volgende cel',
  takeBack: 'Terugnemen wat is getypt',
  details: 'Details van de urenregel',
  moreDays: 'Meer dagen van de maand kiezen',
  moveEntry: 'Een urenregel van de maand naar een andere dag verplaatsen',
}
