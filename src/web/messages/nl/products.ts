import type { products as english } from '../en/products.ts'
import type { Translation } from '../translation.ts'

export const products: Translation<typeof english> = {
  title: 'Producten',
  description: 'Waar onkosten uit bestaan, met hun gewone prijs en btw.',
  find: 'Product zoeken',
  new: 'Nieuw product',
  edit: 'Product bewerken',
  name: 'Product',
  unitPrice: 'Prijs per stuk',
  vatRate: 'Btw-tarief',
  defaultVat: 'Standaard',
  item: 'Product in Xero',
  nameMissing: 'Vul de naam van het product in.',
  priceMissing: 'Vul de prijs in, of 0 als die steeds anders is.',
  notANumber: 'Vul een getal in, zoals {{example}}.',
  shows: 'Welke producten zichtbaar zijn',
  emptyTitle: 'Nog geen producten',
  empty: 'Voeg toe wat voor klanten wordt gekocht of gemaakt, zoals Drukwerk of Reiskosten.',
  nothingTitle: 'Geen product gevonden',
  nothing: 'Pas de zoekopdracht of het filter aan.',
}
