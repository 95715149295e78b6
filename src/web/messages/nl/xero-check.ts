import { dutchFindingWords, dutchFixWords } from '#domain/finding-words-nl.ts'
import type { xeroCheck as english } from '../en/xero-check.ts'
import type { Translation } from '../translation.ts'

export const xeroCheck: Translation<typeof english> = {
  title: 'Controle',
  description:
    'Wat zou mislukken als alles wat openstaat nu naar Xero ging, en hoe dat op te lossen is.',
  openPage: 'Controleren…',
  again: 'Opnieuw controleren',
  clearTitle: 'Alles in orde',
  clearText_one: 'Alles wat openstaat zou doorgaan, als 1 factuur.',
  clearText_other: 'Alles wat openstaat zou doorgaan, als {{count}} facturen.',
  nothingOpen: 'Er staat nu niets open, en de instellingen zijn in orde.',
  readyTitle: 'Alles wat openstaat zou doorgaan',
  readyText: 'Wat hieronder staat, houdt het niet tegen, maar is een blik waard.',
  effects: {
    blocks: 'Er kan niets worden verstuurd',
    fails: 'Zou mislukken of achterblijven',
    warns: 'Een blik waard',
  },
  effectMeans: {
    blocks: 'Tot dit is opgelost, kan er niets worden geëxporteerd.',
    fails: 'De rest van een export zou gaan.',
    warns: 'Dit houdt niets tegen van wat nu openstaat.',
  },
  open: 'Open werk',
  openItems_one: '1 post',
  openItems_other: '{{count}} posten',
  behind: 'Zou achterblijven',
  documents: 'Facturen',
  calls: 'Aanroepen van Xero',
  notLookedUp_one: '1 klant met open werk is niet in Xero opgezocht.',
  notLookedUp_other: '{{count}} klanten met open werk zijn niet in Xero opgezocht.',
  read: 'Uit Xero gelezen sinds {{moment}}: {{what}}.',
  lists: {
    organisation: 'de organisatie',
    permits: 'wat rol en abonnement toestaan',
    accounts: 'rekeningen',
    items: 'producten',
    taxRates: 'btw-tarieven',
    trackingOptions: 'kostenplaatsen',
    brandingThemes: 'huisstijlen',
    contacts: 'relaties',
  },
  mended: 'Opgelost, en opnieuw gecontroleerd',
  needsAdministrator: 'Alleen een beheerder kan dit doen.',
  needsScope:
    'Xero is niet om de machtiging accounting.settings gevraagd. Werk de machtigingen bij onder Instellingen, Xero.',
  inXero: 'Openen in Xero',
  ways: {
    setting: 'Naar de instelling',
    mapping: 'Boekingsregel openen',
    currency: 'Naar Regionaal',
    connection: 'Naar de verbinding',
    vatRate: 'Btw-tarief openen',
    client: 'Klant openen',
    work: 'Naar Te factureren',
  },
  findings: dutchFindingWords,
  fixes: dutchFixWords,
}
