import type { teams as english } from '../en/teams.ts'
import type { Translation } from '../translation.ts'

export const teams: Translation<typeof english> = {
  title: 'Teams',
  description: 'Wie samenwerken, en wie hen leidt.',
  find: 'Zoek op team of manager',
  new: 'Nieuw team',
  edit: 'Team bewerken',
  name: 'Team',
  manager: 'Manager',
  members: 'Medewerkers',
  nameMissing: 'Vul de naam van het team in.',
  shows: 'Welke teams zichtbaar zijn',
  emptyTitle: 'Nog geen teams',
  empty: 'Voeg een team toe, met manager en medewerkers.',
  nothingTitle: 'Geen team gevonden',
  nothing: 'Pas de zoekopdracht of het filter aan.',
}
