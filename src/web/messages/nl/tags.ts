import type { tags as english } from '../en/tags.ts'
import type { Translation } from '../translation.ts'

export const tags: Translation<typeof english> = {
  title: 'Labels',
  description: 'Eigen woorden voor klanten en projecten, om ze samen terug te vinden.',
  find: 'Label zoeken',
  new: 'Nieuw label',
  edit: 'Label bewerken',
  name: 'Label',
  nameMissing: 'Vul het label in.',
  shows: 'Welke labels zichtbaar zijn',
  emptyTitle: 'Nog geen labels',
  empty: 'Voeg woorden toe zoals Strippenkaart of Regio Noord.',
  nothingTitle: 'Geen label gevonden',
  nothing: 'Pas de zoekopdracht of het filter aan.',
}
