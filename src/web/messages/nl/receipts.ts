import type { receipts as english } from '../en/receipts.ts'
import type { Translation } from '../translation.ts'

export const receipts: Translation<typeof english> = {
  title: 'Bonnen',
  column: 'Bonnen',
  addFiles: 'Bestanden kiezen',
  takePhoto: 'Foto maken',
  drop: 'Sleep of plak foto’s of PDF’s hier',
  dropOnPage: 'Laat los op een regel voor een bon daarbij, of ernaast voor nieuwe onkosten.',
  hint: 'JPEG, PNG, WebP, HEIC of PDF, tot 10 MB per stuk, hoogstens tien.',
  view: '{{name}} bekijken',
  progress: '{{name}} wordt toegevoegd',
  retry: 'Opnieuw proberen',
  connectionBroke: 'De server is niet bereikbaar. Het bestand blijft hier bewaard.',
  failed: '{{name}} is niet toegevoegd. {{problem}}',
  remove: '{{name}} verwijderen',
  removed: 'Verwijderd',
  waiting: 'Wordt bij het opslaan toegevoegd',
  sending: 'Wordt toegevoegd',
  tooBig: 'Groter dan 10 MB, dus niet toegevoegd.',
  notAdded_one:
    'De onkosten zijn opgeslagen, maar een bestand is niet toegevoegd. Bij het bestand staat waarom.',
  notAdded_other:
    'De onkosten zijn opgeslagen, maar {{count}} bestanden zijn niet toegevoegd. Bij elk staat waarom.',
  titleOf: 'Bonnen van {{name}}',
  addTo: 'Bon toevoegen aan {{name}}',
  showSending_one: 'Een bon van {{name}} wordt toegevoegd',
  showSending_other: '{{count}} bonnen van {{name}} worden toegevoegd',
  showFailed_one: 'Een bon van {{name}} is niet toegevoegd',
  showFailed_other: '{{count}} bonnen van {{name}} zijn niet toegevoegd',
  show_one: '{{count}} bon van {{name}}',
  show_other: '{{count}} bonnen van {{name}}',
  kilobytes: '{{size}} kB',
  megabytes: '{{size}} MB',
}
