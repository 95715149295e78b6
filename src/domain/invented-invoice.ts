import { taxMinor } from './money.ts'

// An invoice of nobody, to show how a letterhead looks. Its sums are those of its lines, tax rounded by line.
const lines = [
  { quantity: '24.50', unitPrice: '95', vatPercentage: '21', netMinor: 232_750 },
  { quantity: '1', unitPrice: '450', vatPercentage: '21', netMinor: 45_000 },
  { quantity: '138', unitPrice: '0.23', vatPercentage: '0', netMinor: 3174 },
] as const

const words = {
  en: {
    client: 'Client & Sons',
    lines: ['Website\nDesign and building of the new start page', 'Workshop, one day', 'Mileages'],
    country: 'Netherlands',
  },
  nl: {
    client: 'Klant & Zonen',
    lines: [
      'Website\nOntwerp en bouw van de nieuwe startpagina',
      'Workshop, één dag',
      'Kilometers',
    ],
    country: 'Nederland',
  },
}

/** Its lines, sums and recipient, in a language. */
export function inventInvoice(language: string) {
  const { client, lines: descriptions, country } = language === 'nl' ? words.nl : words.en
  return {
    reference: 'PO 7781',
    lines: lines.map((line, index) => ({
      ...line,
      description: descriptions[index] ?? '',
      taxMinor: taxMinor(line.netMinor, line.vatPercentage),
    })),
    pricesIncludeVat: false,
    subtotalMinor: 280_924,
    taxes: [
      { percentage: '21', netMinor: 277_750, taxMinor: 58_328 },
      { percentage: '0', netMinor: 3174, taxMinor: 0 },
    ],
    totalMinor: 339_252,
    recipient: {
      name: client,
      attentionTo: '',
      address: { line1: 'Dorpsstraat 1', postalCode: '1234 AB', city: 'Utrecht', country },
      number: '1042',
      vatNumber: '',
      email: '',
    },
  }
}
