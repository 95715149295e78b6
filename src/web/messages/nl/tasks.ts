import type { tasks as english } from '../en/tasks.ts'
import type { Translation } from '../translation.ts'

export const tasks: Translation<typeof english> = {
  title: 'Taken',
  description: 'Soorten werk, met een eigen tarief waar het project per taak wordt gefactureerd.',
  find: 'Taak zoeken',
  new: 'Nieuwe taak',
  edit: 'Taak bewerken',
  name: 'Taak',
  hourlyRate: 'Uurtarief',
  rateHelp: 'Voor projecten tegen het tarief van de taak. Leeg: het tarief van de werkruimte.',
  workspaceRate: 'Zoals de werkruimte',
  billable: 'Declarabel',
  isBillable: 'Uren op deze taak zijn declarabel',
  billableHelp: 'Is per urenregel te wijzigen.',
  billableYes: 'Declarabel',
  billableNo: 'Niet declarabel',
  item: 'Product in Xero',
  nameMissing: 'Vul de naam van de taak in.',
  notANumber: 'Vul een getal in, zoals {{example}}.',
  shows: 'Welke taken zichtbaar zijn',
  emptyTitle: 'Nog geen taken',
  empty: 'Voeg de soorten werk toe, zoals Ontwerp of Support.',
  nothingTitle: 'Geen taak gevonden',
  nothing: 'Pas de zoekopdracht of het filter aan.',
}
