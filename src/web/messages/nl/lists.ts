import type { lists as english } from '../en/lists.ts'
import type { Translation } from '../translation.ts'

export const lists: Translation<typeof english> = {
  downloadCsv: 'Downloaden als CSV',
  anyTag: 'Elk label',
  archive: 'Archiveren',
  restore: 'Uit archief halen',
  changeMore: 'Wijzigen…',
  deleteMore: 'Verwijderen…',
  changeTitle_one: '{{count}} rij wijzigen',
  changeTitle_other: '{{count}} rijen wijzigen',
  field: 'Veld',
  becomes: 'Wordt',
  valueMissing: 'Vul eerst een waarde in.',
  fields: {
    vatRateId: 'Btw-tarief',
    paymentTermDays: 'Betalingstermijn',
    tagIds: 'Labels',
    managerId: 'Manager',
    color: 'Kleur',
    isBillable: 'Declarabel',
  },
  deleteTitle_one: '{{count}} rij verwijderen?',
  deleteTitle_other: '{{count}} rijen verwijderen?',
  deleteText: 'Wat in gebruik is, blijft, met de reden erbij. De rest verdwijnt voorgoed.',
  changedMany_one: '{{count}} rij gewijzigd',
  changedMany_other: '{{count}} rijen gewijzigd',
  deletedMany_one: '{{count}} rij verwijderd',
  deletedMany_other: '{{count}} rijen verwijderd',
  problems_one: '{{count}} rij is gebleven zoals ze was',
  problems_other: '{{count}} rijen zijn gebleven zoals ze waren',
}
