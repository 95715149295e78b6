import type { signIn as english } from '../en/sign-in.ts'
import type { Translation } from '../translation.ts'

export const signIn: Translation<typeof english> = {
  title: 'Inloggen',
  welcome: 'Inloggen bij Hourbook',
  tagline: 'Tijd, facturatie en Xero, tot op de cent.',
  email: 'E-mail',
  password: 'Wachtwoord',
  submit: 'Inloggen',
  emailMissing: 'Vul het e-mailadres in.',
  emailInvalid: 'Dit is geen e-mailadres.',
  passwordMissing: 'Vul het wachtwoord in.',
  wrong: 'Het e-mailadres of het wachtwoord klopt niet.',
  tooMany: 'Te veel pogingen. Wacht een minuut en probeer het opnieuw.',
  unreachable: 'De server is niet bereikbaar. Controleer de verbinding en probeer het opnieuw.',
  failed: 'Inloggen is niet gelukt (antwoord {{status}}).',
  demoTitle: 'Dit is het demobedrijf',
  demo: 'Kijk rond met dit account. Alles erin is verzonnen.',
  useDemo: 'Demo-account invullen',
}
