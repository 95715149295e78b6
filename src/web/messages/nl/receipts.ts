import type { receipts as english } from '../en/receipts.ts'
import type { Translation } from '../translation.ts'

export const receipts: Translation<typeof english> = {
  title: 'Bonnen',
  column: 'Bonnen',
  addFiles: 'Bestanden kiezen',
  takePhoto: 'Foto maken',
  drop: 'Sleep foto’s of PDF’s hierheen',
  hint: 'JPEG, PNG, WebP, HEIC of PDF, tot 10 MB per stuk, hoogstens tien.',
  open: '{{name}} openen',
  remove: '{{name}} verwijderen',
  removed: 'Verwijderd',
  waiting: 'Wordt bij het opslaan toegevoegd',
  sending: 'Wordt toegevoegd',
  tooBig: 'Groter dan 10 MB, dus niet toegevoegd.',
  notAdded_one:
    'De onkosten zijn opgeslagen, maar een bestand is niet toegevoegd. Bij het bestand staat waarom.',
  notAdded_other:
    'De onkosten zijn opgeslagen, maar {{count}} bestanden zijn niet toegevoegd. Bij elk staat waarom.',
  show_one: '{{count}} bon van {{name}}',
  show_other: '{{count}} bonnen van {{name}}',
  kilobytes: '{{size}} kB',
  megabytes: '{{size}} MB',
}
