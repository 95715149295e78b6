import type { xeroSettings as english } from '../en/xero-settings.ts'
import type { Translation } from '../translation.ts'

export const xeroSettings: Translation<typeof english> = {
  title: 'Xero',
  states: {
    none: 'Niet verbonden',
    choosing: 'Kies administratie',
    active: 'Actief',
    reconnect: 'Opnieuw verbinden',
    scope_missing: 'Machtigingen ontbreken',
    disconnected: 'Verbinding verbroken',
  },
  connectTitle: 'Xero is nog niet verbonden',
  connectText:
    'Inloggen gebeurt bij Xero, waar wordt gekozen welke organisatie Hourbook mag gebruiken. Het kost niets, en de verbinding kan altijd worden verbroken.',
  againTitle: 'De verbinding met Xero is verbroken',
  againText:
    'Verbind opnieuw en alles gaat verder waar het was: boekingsregels en instellingen zijn bewaard.',
  connect: 'Verbinden met Xero',
  reconnect: 'Opnieuw verbinden',
  updatePermissions: 'Machtigingen bijwerken',
  needsAdministrator: 'Alleen een eigenaar of beheerder kan dit wijzigen.',

  problems: {
    consent_was_denied: {
      title: 'Bij Xero is geen toegang gegeven',
      text: 'Er is niets verbonden. Verbind opnieuw en kies “Allow access” om verder te gaan.',
    },
    consent_does_not_match: {
      title: 'Deze toestemming is niet hier begonnen',
      text: 'Ze moet eindigen in dezelfde browser, bij dezelfde persoon. Er is niets verbonden. Begin opnieuw.',
    },
    consent_was_used: {
      title: 'Deze toestemming is al gebruikt',
      text: 'Begin opnieuw als Xero niet verbonden is.',
    },
    consent_has_expired: {
      title: 'De toestemming duurde te lang',
      text: 'Ze moet binnen tien minuten rond zijn. Er is niets verbonden. Begin opnieuw.',
    },
    consent_has_no_organisation: {
      title: 'Bij Xero is geen organisatie gekozen',
      text: 'Verbind opnieuw en kies de organisatie die Hourbook mag gebruiken.',
    },
    not_allowed: {
      title: 'Deze rol mag Xero niet verbinden',
      text: 'Vraag een eigenaar of beheerder van de werkruimte.',
    },
    xero_does_not_answer: {
      title: 'Xero antwoordt niet',
      text: 'Er is niets verbonden. Probeer het zo opnieuw.',
    },
    xero_is_busy: {
      title: 'Xero neemt nu geen aanroepen meer aan',
      text: 'Er is niets verbonden. Probeer het over een paar minuten opnieuw.',
    },
    other: { title: 'Verbinden is niet gelukt', text: 'Er is niets verbonden. Begin opnieuw.' },
  },
  dismiss: 'Sluiten',

  readyTitle: 'Gereed',
  readyText: 'Uren, ritten en onkosten kunnen worden geëxporteerd, en verkooptransacties gemaakt.',
  missingTitle: 'Nog niet gereed',
  canExportYet: 'Exporteren kan al.',
  goThere: 'Erheen',
  reconnectOneTitle: 'Xero laat Hourbook niet meer toe tot {{name}}',
  scopeOneTitle: 'Xero wil meer machtigingen voor {{name}}',
  reconnectTitle: 'Xero laat Hourbook niet meer toe',
  reconnectText:
    'Iemand heeft Hourbook in Xero losgekoppeld, of de toegang is verlopen. Wat wacht, gaat na opnieuw verbinden vanzelf verder; er is niets verloren.',
  scopeTitle: 'Xero wil meer machtigingen',
  scopeText:
    'Xero weigerde een aanroep omdat een machtiging ontbreekt. Werk de machtigingen bij; wat wacht, gaat vanzelf verder.',
  parkedTitle: 'De aanroepen van vandaag zijn op',
  parkedText: 'Vanaf {{moment}} probeert Hourbook het weer. Wat wacht, gaat vanzelf verder.',

  offlineTitle: 'Xero is even offline',
  offlineOneTitle: 'Xero heeft {{name}} even offline',
  offlineText: 'Vanaf {{moment}} probeert Hourbook het weer. Wat wacht, gaat vanzelf verder.',

  administration: 'Administratie',
  administrationText: 'De organisatie in Xero waaruit alles wordt gelezen en waar alles heen gaat.',
  chooseTitle: 'Kies de administratie',
  chooseText:
    'Kies met zorg: in deze boeken komen de facturen. Dit zijn de organisaties waarvoor bij Xero toegang is gegeven.',
  chooseFirst: 'Kies eerst een van de organisaties.',
  use: 'Deze administratie gebruiken',
  chosen: '{{name}} is nu de administratie',
  demoCompany: 'Demobedrijf',
  booksIn: 'Boekt in {{currency}}',
  connectedOn: 'Verbonden {{moment}}',
  connectAnother: 'Nog een administratie verbinden',
  addOffered: 'Toevoegen of vervangen',
  addTitle: 'Administratie toevoegen',
  addText:
    'Voor deze organisaties is bij Xero toegang gegeven. Een die wordt toegevoegd, komt naast de andere te staan: elke klant hoort bij een ervan, en daar gaan de facturen heen.',
  add: 'Deze administratie toevoegen',
  added: '{{name}} is toegevoegd',
  replace: 'Gebruiken in plaats van {{name}}',
  replaceHelp: 'De klanten van {{name}} gaan mee, en {{name}} wordt niet meer gebruikt.',
  busy: 'Een ogenblik.',
  administrations: 'Administraties',
  administrationOfSeveral:
    'De instellingen hieronder zijn van deze administratie. Wat de klanten ervan te betalen krijgen, gaat daarheen.',
  default: 'Standaard',
  clientCount_one: '{{count}} klant',
  clientCount_other: '{{count}} klanten',
  makeDefault: 'Standaard maken',
  makeDefaultHelp: 'Voor klanten die geen administratie noemen. Geen bestaande klant verhuist.',
  madeDefault: '{{name}} is de standaardadministratie',
  oneAgainTitle: 'De verbinding met {{name}} is verbroken',
  oneDisconnected: 'De verbinding met {{name}} is verbroken',
  disconnectOneText:
    'Hourbook kan dan niet meer lezen uit of versturen naar {{name}}; de andere administraties gaan door. Instellingen, koppelingen met relaties en wat verstuurd is, blijven bewaard.',
  connectOther: 'Een andere organisatie verbinden',
  currency: 'Valuta',
  currencySame: '{{currency}}, zoals bij Regionaal',
  currencyDiffers: 'De valuta’s verschillen',
  currencyDiffersText:
    '{{name}} boekt in {{theirs}}, maar deze werkruimte gebruikt {{ours}}. Er kan niets worden verstuurd tot beide gelijk zijn.',
  toRegional: 'Wijzigen in Instellingen, Regionaal',
  country: 'Land',

  booking: 'Wat waar wordt geboekt',
  bookingText: 'Te kiezen uit de actuele lijsten van {{name}}. Een code typen, zoals 200, kan ook.',
  refresh: 'Vernieuwen uit Xero',
  refreshed: 'Lijsten opnieuw uit Xero gelezen',
  search: 'Zoek op code of naam',
  notChosen: 'Nog niet gekozen',
  gone: 'Xero heeft deze code niet meer. Kies een andere.',
  item: 'Standaardproduct',
  itemHelp: 'Het product in Xero voor regels zonder eigen product.',
  itemSaved: 'Standaardproduct: {{name}}',
  itemCleared: 'Standaardproduct gewist',
  sales: 'Grootboekrekening omzet',
  salesHelp: 'De omzetrekening waarop verkooptransacties worden geboekt.',
  salesSaved: 'Grootboekrekening omzet: {{name}}',
  salesCleared: 'Grootboekrekening omzet gewist',
  debtors: 'Grootboekrekening debiteuren',
  debtorsHelp:
    'Een rekening onder vlottende activa voor wat klanten op verkooptransacties nog moeten betalen. De eigen debiteurenrekening van Xero neemt geen memoriaalboekingen aan.',
  debtorsSaved: 'Grootboekrekening debiteuren: {{name}}',
  debtorsCleared: 'Grootboekrekening debiteuren gewist',
  createItem: 'Product maken in Xero',
  createAccount: 'Passende rekening maken in Xero',
  createAccountText:
    'In {{name}} wordt een rekening onder vlottende activa gemaakt en hier gekozen. Hernoemen kan later in Xero.',
  createItemText: 'In {{name}} wordt een product voor verkoop gemaakt en hier gekozen.',
  code: 'Code',
  name: 'Naam',
  codeMissing: 'Vul een code in.',
  nameMissing: 'Vul een naam in.',
  create: 'Maken in Xero',
  itemCode: 'UREN',
  itemName: 'Diensten',

  documents: 'Facturen en verkooptransacties',
  documentsText: 'Hoe ze eruitzien en aankomen in {{name}}.',
  theme: 'Huisstijl',
  themeHelp: 'Hoe facturen eruitzien. Een export kan een andere kiezen.',
  themeSaved: 'Huisstijl: {{name}}',
  themeCleared: 'Xero kiest de huisstijl',
  salesTarget: 'Verkooptransacties worden',
  salesTargetHelp:
    'Wat een eigen factuur die is verzonden in Xero wordt, in elke administratie. Wat al is verzonden blijft wat het is.',
  salesTargets: { manual_journal: 'Memoriaalboeking', invoice: 'Verkoopfactuur' },
  salesTargetMeans: {
    manual_journal: {
      ledger: 'Eén boeking op de debiteurenrekening en de omzetrekeningen.',
      receivables: 'Niet bij de debiteuren van Xero: wat openstaat en te laat is, staat hier.',
      payments: 'Betalingen worden hier vastgelegd.',
      credits: 'Een creditfactuur boekt het omgekeerde.',
      number: 'Het nummer staat in de omschrijving.',
    },
    invoice: {
      ledger: 'Eén goedgekeurde factuur, van de relatie van de klant, gemarkeerd als verzonden.',
      receivables: 'Bij de debiteuren van Xero: wat openstaat en te laat is, staat daar.',
      payments: 'Betalingen worden in Xero vastgelegd en afgeletterd, en daar gelezen.',
      credits:
        'Een creditfactuur gaat niet mee: haar creditnota komt in Xero tot stand en telt één keer.',
      number: 'Met hetzelfde nummer; de eigen reeks van Xero wordt niet gebruikt.',
    },
  },
  salesTargetSaved: {
    manual_journal: 'Verkooptransacties worden memoriaalboekingen',
    invoice: 'Verkooptransacties worden verkoopfacturen',
  },
  journalStatus: 'Memoriaalboekingen komen aan als',
  journalStatuses: { POSTED: 'Geboekt', DRAFT: 'Concept' },
  journalStatusMeans: {
    POSTED: 'Ze tellen meteen mee in het grootboek.',
    DRAFT: 'Iemand boekt elk in Xero; tot dan heeft het grootboek ze niet.',
  },
  journalStatusSaved: {
    POSTED: 'Verkooptransacties worden meteen geboekt',
    DRAFT: 'Verkooptransacties komen aan als concept',
  },

  nightly: 'Elke nacht klanten ophalen',
  nightlyText:
    'Loopt één keer per nacht tussen 01:00 en 05:00 in {{timeZone}}, de tijdzone van Instellingen, Regionaal.',
  nightlyModes: {
    off: 'Uit',
    new: 'Nieuwe klanten',
    new_and_changed: 'Nieuwe en gewijzigde klanten',
  },
  nightlyHelp: {
    off: 'Klanten komen alleen binnen als ze met de hand worden geïmporteerd.',
    new: 'Relaties die nieuw zijn in Xero worden klanten. Bestaande klanten blijven zoals ze zijn.',
    new_and_changed:
      'Nieuwe relaties worden klanten, en klanten nemen over wat in Xero is gewijzigd. Conflicten wachten op een mens.',
  },
  nightlySaved: {
    off: 'De nachtelijke import staat uit',
    new: 'Nieuwe klanten komen elke nacht binnen',
    new_and_changed: 'Nieuwe en gewijzigde klanten komen elke nacht binnen',
  },
  runs: 'Laatste nachten',
  noRunsTitle: 'Nog geen nachtelijke import',
  noRunsOff: 'Zet hem hierboven aan, dan komt elke nacht hier te staan.',
  noRunsOn: 'De eerste loopt vannacht.',
  when: 'Wanneer',
  read: 'Gelezen',
  created: 'Nieuw',
  updated: 'Gewijzigd',
  calls: 'Aanroepen',
  result: 'Resultaat',

  budget: 'Aanroepen van Xero',
  budgetText:
    'Xero staat per organisatie een aantal aanroepen in 24 uur toe. Heel Hourbook deelt ze.',
  budgetUsed: 'Vandaag gebruikt',
  budgetTonight: 'Prognose van de nacht',
  budgetNightOff: 'Geen import',
  budgetEnds: 'Telt opnieuw vanaf',
  budgetNotBegun: 'Vanaf de volgende aanroep',
  budgetKept_one:
    'De laatste aanroep van de dag is voor mensen: de nachtelijke import laat hem over.',
  budgetKept_other:
    'De laatste {{count}} aanroepen van de dag zijn voor mensen: de nachtelijke import laat ze over.',

  connection: 'Verbinding',
  app: 'De app bij Xero',
  appText:
    'Voor wie hem daar registreert. Het aantal organisaties telt voor het abonnement van de app.',
  redirectUri: 'Redirect-URI',
  organisationCount: 'Verbonden organisaties',
  connectedBy: 'Verbonden door',
  connectorLeftTitle: '{{name}} heeft Xero verbonden, en is vertrokken',
  connectorLeftText:
    'Hourbook werkt nog met die toestemming. Laat iemand die blijft verbinden met een eigen Xero-gebruiker; de toestemming van wie vertrok, wordt dan bij Xero ingetrokken.',
  connectorLeftConnect: 'Verbinden met een andere Xero-gebruiker',
  connectedAt: 'Verbonden op',
  lastSuccess: 'Laatste geslaagde aanroep',
  lastError: 'Laatste probleem',
  noError: 'Geen',
  callsLeft: 'Aanroepen over vandaag',
  permissions: 'Machtigingen, en waar elk voor is',
  granted: 'Gegeven',
  notGranted: 'Niet gegeven',
  syncLog: 'Alle aanroepen in het synclogboek',
  disconnect: 'Verbinding met Xero verbreken',
  disconnectTitle: 'Verbinding met {{name}} verbreken?',
  disconnectText:
    'Hourbook kan dan niet meer uit Xero lezen of erheen versturen. De instellingen, de koppelingen met relaties en wat verstuurd is, blijven bewaard; opnieuw verbinden gaat verder waar het was.',
  disconnected: 'De verbinding met Xero is verbroken',
}
