import type { vatRates as english } from '../en/vat-rates.ts'
import type { Translation } from '../translation.ts'

export const vatRates: Translation<typeof english> = {
  title: 'Btw-tarieven',
  description: 'Elk gaat naar Xero als het btw-tarief dat hier is gekozen.',
  new: 'Nieuw btw-tarief',
  edit: 'Btw-tarief bewerken',
  name: 'Naam',
  percentage: 'Percentage',
  default: 'Standaard',
  makeDefault: 'Standaardtarief',
  defaultHelp: 'Voor alles zonder eigen btw-tarief.',
  isDefaultAlready: 'Maak een ander tarief standaard om dit te wijzigen.',
  taxType: 'Btw-tarief in Xero',
  taxTypeIn: 'Btw-tarief in {{name}}',
  taxTypeHelp: 'Alleen tarieven met hetzelfde percentage die bij verkopen passen, zijn te kiezen.',
  taxTypeAuto: 'Gevonden op percentage',
  taxTypeTyped:
    'De code van het tarief in Xero, zoals OUTPUT2. De lijst verschijnt zodra er weer verbinding is.',
  otherPercentage: 'Is {{percentage}}% in Xero',
  notForSales: 'Niet voor verkopen',
  nameMissing: 'Vul een naam in, zoals “Hoog tarief”.',
  percentageMissing: 'Vul het percentage in, van 0 tot 100.',
  find: 'Btw-tarief zoeken',
  shows: 'Welke btw-tarieven zichtbaar zijn',
  emptyTitle: 'Nog geen btw-tarieven',
  empty: 'Voeg de tarieven toe die worden gerekend, zoals 21%, 9% en 0%.',
  nothingTitle: 'Geen btw-tarief gevonden',
  nothing: 'Pas het filter aan.',
}
