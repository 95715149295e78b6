import type { reminders as english } from '../en/reminders.ts'
import type { Translation } from '../translation.ts'

export const reminders: Translation<typeof english> = {
  title: 'Herinneringen',
  description: 'Hoe klanten aan vervallen facturen worden herinnerd, met een kopie van de factuur.',
  automatic: 'Vanzelf',
  isAutomatic: 'Herinneringen vanzelf versturen, één keer per dag',
  isAutomaticHelp:
    'Elke stap gaat één keer uit, voor facturen die zijn verstuurd en niet zijn betaald of gecrediteerd, en nooit naar klanten bij wie herinneringen uit staan.',
  mailOff: 'Er is geen mailserver ingesteld, dus er gaat geen herinnering uit.',
  dueNow_one: 'Voor 1 factuur is de volgende herinnering nu aan de beurt.',
  dueNow_other: 'Voor {{count}} facturen is de volgende herinnering nu aan de beurt.',
  withoutAddress_one: 'De klant van nog 1 factuur heeft geen e-mailadres.',
  withoutAddress_other: 'De klanten van nog {{count}} facturen hebben geen e-mailadres.',
  steps: 'Stappen',
  stepsHelp:
    'In de taal van de klant. Ging een herinnering later uit, dan wacht de volgende zoveel dagen als er tussen de stappen liggen.',
  stepOf: 'Herinnering {{step}} van {{count}}',
  step: 'Herinnering {{step}}',
  days: 'Dagen na de vervaldatum',
  daysInvalid: 'Geef 1 tot 365 dagen.',
  daysRise: 'Geef meer dagen dan bij de vorige stap.',
  add: 'Stap toevoegen',
  remove: 'Herinnering {{step}} verwijderen',
  // On an invoice
  send: 'Herinnering versturen…',
  underWay: 'De herinnering is onderweg',
  wasRefused: 'De mailserver nam deze herinnering eerder niet aan. Hij wordt opnieuw geschreven.',
  last: 'Herinnering',
  lastWas: 'Herinnering {{step}} van {{day}}',
  none: 'Nog niet herinnerd',
  nextOn: 'Herinnering {{step}} gaat vanzelf uit op {{day}}',
  byHand: 'Herinnering {{step}} is aan de beurt, met de hand',
  notSent: 'Er gaat niets vanzelf uit: de factuur is niet verstuurd',
  offForClient: 'Herinneringen staan uit voor deze klant',
  refused: 'Gestopt: de laatste ging niet uit. Verstuur hem met de hand opnieuw',
  noneLeft: 'De klant heeft alle herinneringen gehad',
}
