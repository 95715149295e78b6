import type { pickers as english } from '../en/pickers.ts'
import type { Translation } from '../translation.ts'

export const pickers: Translation<typeof english> = {
  client: 'Klant',
  project: 'Project',
  task: 'Taak',
  person: 'Medewerker',
  product: 'Product',
  vatRate: 'Btw-tarief',
  administration: 'Administratie',
  defaultAdministration: 'Standaard ({{name}})',
  defaultAdministrationOnly: 'Standaard',
  allAdministrations: 'Alle administraties',
  goneAdministration: 'Een die niet meer verbonden is',
  findClient: 'Klant zoeken',
  findProject: 'Project of klant zoeken',
  noTask: 'Geen taak',
  noProduct: 'Geen product',
  defaultVatRate: 'Het standaardtarief',
  defaultVatRateNamed: 'Standaard: {{name}}',
  themeByXero: 'Xero kiest',
  standardTheme: 'Standaard van Xero',
}
