import type { findingPlaces, findingWords, fixWords } from './finding-words.ts'

/** The words of findings in Dutch: for each English text one, with the same facts. */
export const dutchFindingWords: {
  readonly [Code in keyof typeof findingWords]: { readonly title: string; readonly text: string }
} = {
  // Connection
  xero_is_not_connected: {
    title: 'Hourbook is niet met Xero verbonden',
    text: 'Verbind onder Instellingen, Xero. Daarvoor kan er niets worden verstuurd.',
  },
  xero_administration_not_chosen: {
    title: 'Er is geen administratie gekozen',
    text: 'Kies de organisatie waar facturen heen gaan.',
  },
  xero_needs_reconnection: {
    title: 'Xero laat Hourbook niet meer toe',
    text: 'Wat te versturen is, wacht. Verbind opnieuw; er is niets verloren.',
  },
  xero_scope_is_missing: {
    title: 'Xero wil meer machtigingen dan er zijn gegeven',
    text: 'Wat te versturen is, wacht. Werk de machtigingen bij onder Instellingen, Xero.',
  },
  xero_could_not_be_read: {
    title: 'Xero kon niet worden gelezen',
    text: '{{detail}} De rest van de controle heeft het nodig.',
  },
  calls_are_parked: {
    title: 'Xero neemt vandaag geen aanroepen meer aan',
    text: 'Wat wordt verstuurd, wacht tot {{until}}.',
  },
  calls_do_not_suffice: {
    title: 'De aanroepen van vandaag zijn niet genoeg',
    text: 'Alles exporteren vraagt {{calls}} aanroepen van Xero, en vandaag zijn er nog {{left}}. De rest gaat morgen, vanzelf.',
  },
  files_are_not_permitted: {
    title: 'Bestanden kunnen niet mee',
    text: 'Hourbook heeft geen machtiging voor bestanden in Xero. Facturen gaan zonder.',
  },
  invoices_are_not_allowed: {
    title: '{{organisation}} laat deze verbinding geen facturen maken',
    text: 'De rol van wie verbond, of het abonnement van Xero, staat het niet toe. Laat iemand verbinden die het mag, of wijzig de rol in Xero.',
  },
  approval_is_not_allowed: {
    title: 'Facturen kunnen alleen concept zijn',
    text: 'De rol van wie verbond, of het abonnement van Xero, staat goedgekeurde facturen in {{organisation}} niet toe. Exporteer als concept, en laat iemand in Xero goedkeuren.',
  },
  files_are_not_allowed: {
    title: '{{organisation}} neemt geen bestanden aan',
    text: 'De rol van wie verbond, of het abonnement van Xero, staat geen bestanden bij facturen toe. Facturen gaan zonder.',
  },
  // Settings
  currency_differs: {
    title: '{{organisation}} boekt in {{theirs}}, deze werkruimte in {{ours}}',
    text: 'Geld wordt nooit omgerekend. Wijzig de valuta onder Instellingen, Regionaal, of kies een andere administratie.',
  },
  default_item_not_chosen: {
    title: 'Het standaardproduct is niet gekozen',
    text: 'Regels waar geen boekingsregel voor is, hebben geen product.',
  },
  sales_account_not_chosen: {
    title: 'De grootboekrekening omzet is niet gekozen',
    text: 'Zonder die rekening kunnen er geen verkooptransacties worden gemaakt.',
  },
  debtors_account_not_chosen: {
    title: 'De grootboekrekening debiteuren is niet gekozen',
    text: 'Zonder die rekening kunnen er geen verkooptransacties worden gemaakt.',
  },
  // Booking
  item_is_gone: {
    title: '{{name}}: Xero heeft geen product {{item}}',
    text: 'Werk dat erop wordt geboekt, blijft achter.',
  },
  item_is_not_sold: {
    title: '{{name}}: {{item}} wordt volgens Xero niet verkocht',
    text: 'Vink in Xero “I sell this item” aan, of boek op een ander product. Werk dat erop wordt geboekt, blijft achter.',
  },
  item_account_is_unusable: {
    title: '{{name}}: het product {{item}} wordt verkocht op een rekening die niet bruikbaar is',
    text: '{{reason}} Xero zou de facturen weigeren.',
  },
  account_is_gone: {
    title: '{{name}}: Xero heeft geen rekening {{account}}',
    text: 'Kies een andere rekening.',
  },
  account_is_archived: {
    title: '{{name}}: rekening {{account}} is gearchiveerd in Xero',
    text: 'Haal haar uit het archief, of kies een andere rekening.',
  },
  account_is_unusable: {
    title: '{{name}}: rekening {{account}} is niet bruikbaar',
    text: '{{reason}}',
  },
  tracking_is_gone: {
    title: '{{name}}: een kostenplaats is in Xero gearchiveerd of verwijderd',
    text: 'Werk dat haar draagt, blijft achter. Haal haar terug, haal haar weg, of kies een andere kostenplaats.',
  },
  // Looks
  branding_theme_is_gone: {
    title: 'Huisstijl: Xero heeft geen huisstijl {{theme}} meer',
    text: 'Exports die geen andere huisstijl noemen, worden geweigerd. Kies een andere, of laat Xero kiezen.',
  },
  // VAT
  tax_type_is_gone: {
    title: 'Btw-tarief {{name}}: Xero heeft geen actief btw-tarief {{taxType}}',
    text: 'Werk met dit btw-tarief blijft achter.',
  },
  tax_type_is_not_for_sales: {
    title: 'Btw-tarief {{name}}: het btw-tarief {{taxType}} is in Xero niet voor verkopen',
    text: 'Werk met dit btw-tarief blijft achter.',
  },
  tax_percentage_differs: {
    title: 'Btw-tarief {{name}}: hier {{ours}}%, in Xero {{theirs}}%',
    text: 'Xero zou andere btw berekenen dan Hourbook toont, dus werk met dit btw-tarief blijft achter.',
  },
  no_tax_rate: {
    title: 'Btw-tarief {{name}}: Xero heeft geen btw-tarief van {{ours}}% voor verkopen',
    text: 'Maak het in Xero, of verbeter het percentage. Werk met dit btw-tarief blijft achter.',
  },
  // Clients
  client_name_is_double: {
    title: '{{name}}: een andere klant heeft dezelfde naam',
    text: 'Xero neemt een naam van een relatie één keer aan, dus de tweede zou worden geweigerd.',
  },
  contact_name_is_taken: {
    title: '{{name}}: Xero heeft een relatie met deze naam{{number}}',
    text: 'Een tweede relatie met die naam zou worden geweigerd, en een naam alleen zegt niet dat het deze klant is.',
  },
  contact_number_is_double: {
    title: '{{name}}: meerdere relaties in Xero hebben dit nummer',
    text: 'Welke bedoeld is, is niet te zeggen. Geef de andere in Xero een ander nummer, of kies er een bij een import.',
  },
  contact_is_archived: {
    title: '{{name}}: de relatie is gearchiveerd in Xero',
    text: 'Er kan niets aan worden gefactureerd tot ze uit het archief is.',
  },
  contact_is_merged: {
    title: '{{name}}: de relatie is in Xero met een andere samengevoegd',
    text: 'Hourbook kan haar daarheen volgen.',
  },
  contact_is_merged_into_another_client: {
    title: '{{name}}: de relatie is samengevoegd met die van {{other}}',
    text: 'Verplaats de projecten naar die klant, of archiveer deze.',
  },
  contact_is_forgotten: {
    title: '{{name}}: de relatie heeft gevraagd vergeten te worden (AVG)',
    text: 'Xero neemt er geen facturen voor aan. Factureer aan een andere klant.',
  },
  contact_is_back: {
    title: '{{name}}: de relatie is weer actief in Xero',
    text: 'Hourbook heeft dat nog niet gezien, en zou het werk van deze klant weglaten.',
  },
  client_currency_differs: {
    title: '{{name}}: Xero heeft {{theirs}} als valuta van deze relatie',
    text: 'De facturen gaan in {{ours}}.',
  },
  // Days
  today_is_locked: {
    title: 'Vandaag valt in een afgesloten periode',
    text: 'In {{organisation}} zijn de boeken afgesloten tot en met {{until}}, dus facturen van vandaag worden geweigerd. Kies een latere factuurdatum, of verzet de afsluitdatum in Xero.',
  },
  work_is_locked: {
    title: 'Open werk is uit een afgesloten periode',
    text: 'Het eerste is van {{first}}, en de boeken van {{organisation}} zijn afgesloten tot en met {{until}}. Het kan worden gefactureerd; alleen moet de factuurdatum later zijn.',
  },
  // All else
  work_stays_behind: {
    title: 'Open werk zou achterblijven',
    text: '{{reason}}',
  },
  document_is_too_large: {
    title: 'Een factuur zou te groot zijn',
    text: '{{reason}} Exporteer per project, of met minder regels.',
  },
}

/** What the buttons say. */
export const dutchFixWords: { readonly [Kind in keyof typeof fixWords]: string } = {
  choose_setting: '{{choice}} gebruiken',
  create_item: '{{choice}} maken in Xero',
  create_debtors_account: '{{choice}} maken in Xero en gebruiken',
  restore_account: '{{choice}} in Xero uit archief halen',
  clear_booking: 'Boeken zoals het volgende niveau',
  clear_tracking: 'Kostenplaats weghalen',
  clear_branding_theme: 'Xero laten kiezen',
  choose_tax_type: '{{choice}} gebruiken',
  create_tax_rate: '{{choice}} maken in Xero',
  create_tracking_option: '{{choice}} terughalen in Xero',
  link_contact: 'Aan deze relatie koppelen',
  restore_contact: 'Relatie in Xero uit archief halen',
  follow_merge: 'Samenvoeging volgen',
  follow_contact: 'Overnemen',
  rename_client: 'Hernoemen tot “{{choice}}”',
}

/** What stands in a text for what has no name of its own. */
export const dutchFindingPlaces: { readonly [Place in keyof typeof findingPlaces]: string } = {
  default_item: 'Standaardproduct',
  sales_account: 'Grootboekrekening omzet',
  debtors_account: 'Grootboekrekening debiteuren',
  hours: 'Uren',
  expenses: 'Onkosten',
  mileages: 'Kilometers',
  fixed_prices: 'Vaste prijzen',
  subscriptions: 'Abonnementen',
}
