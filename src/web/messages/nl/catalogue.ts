import type { catalogue as english } from '../en/catalogue.ts'
import type { Translation } from '../translation.ts'

export const catalogue: Translation<typeof english> = {
  create: 'Toevoegen',
  archived: 'Gearchiveerd',
  added: '{{name}} toegevoegd',
  saved: '{{name}} opgeslagen',
  archive: 'Archiveren',
  restore: 'Uit archief halen',
  archivedDone: '{{name}} gearchiveerd',
  restoredDone: '{{name}} is weer actief',
  deleteTitle: '{{name}} verwijderen?',
  deleteText: 'Het verdwijnt voorgoed. Dit kan niet ongedaan worden gemaakt.',
  delete: 'Verwijderen',
  deleted: '{{name}} verwijderd',
  archiveInstead: 'Liever archiveren',
  actionsFor: 'Acties voor {{name}}',
  defaultItem: 'Standaardproduct',
  itemHelp:
    'Waarop regels in Xero worden geboekt. Leeg: het standaardproduct van Instellingen, Xero.',
  itemTyped: 'De code van een product in Xero. De lijst verschijnt zodra Xero verbonden is.',
}
