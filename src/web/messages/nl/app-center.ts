import type { appCenter as english } from '../en/app-center.ts'
import type { Translation } from '../translation.ts'

export const appCenter: Translation<typeof english> = {
  title: 'Appcenter',
  description: 'Verbind Hourbook met de andere programma’s waarmee wordt gewerkt.',
  apps: 'Apps',
  xero: 'Xero',
  xeroText: 'Boekhouding. Klanten komen binnen, het werk gaat als facturen naar buiten.',
  xeroPoints: {
    import: 'Haalt klanten op, desgewenst elke nacht',
    export: 'Maakt in Xero facturen van uren, ritten en onkosten',
    journal: 'Boekt facturen die vanuit Hourbook zijn verzonden als verkooptransacties',
  },
  free: 'Gratis',
  states: {
    none: 'Niet geactiveerd',
    choosing: 'Kies administratie',
    active: 'Actief',
    reconnect: 'Opnieuw verbinden',
    scope_missing: 'Machtigingen bijwerken',
    disconnected: 'Verbinding verbroken',
  },
  stateText: {
    none: 'Activeren leidt naar Xero om in te loggen en toegang te geven. Daarna gaat het hier vanzelf verder.',
    choosing: 'Xero is verbonden. Kies de administratie waar alles heen gaat.',
    active: 'Verbonden met {{organisation}}.',
    reconnect: 'Xero laat Hourbook niet meer toe tot {{organisation}}. Er is niets verloren.',
    scope_missing: 'Xero wil meer machtigingen voor {{organisation}}.',
    disconnected: 'De instellingen en wat verstuurd is, zijn er nog.',
  },
  oneDisconnected:
    'De verbinding met {{organisation}} is verbroken. Wat de klanten ervan te betalen krijgen, wacht tot ze er weer is.',
  activate: 'Activeren',
  choose: 'Administratie kiezen',
  settings: 'Instellingen',
  reconnect: 'Opnieuw verbinden',
  updatePermissions: 'Machtigingen bijwerken',
  needsAdministrator: 'Alleen een eigenaar of beheerder kan Hourbook met Xero verbinden.',
}
