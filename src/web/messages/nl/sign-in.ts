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
  or: 'of',
  withXero: 'Inloggen met Xero',
  newHere: 'Nieuw hier? Aanmelden gaat net zo: Xero zegt wie het is en ziet niets van de uren.',
  xeroProblems: {
    consent_was_denied: {
      title: 'Xero mocht niet zeggen wie het is',
      text: 'Er is niets gewijzigd. Begin opnieuw en kies “Toegang toestaan”, of gebruik het wachtwoord.',
    },
    consent_does_not_match: {
      title: 'Dit is niet hier begonnen',
      text: 'Het moet eindigen in de browser waarin het begon. Begin opnieuw.',
    },
    consent_was_used: { title: 'Dit is al gebruikt', text: 'Begin opnieuw.' },
    consent_has_expired: {
      title: 'Het duurde te lang',
      text: 'Het moet binnen tien minuten. Begin opnieuw.',
    },
    xero_sign_in_is_off: {
      title: 'Inloggen met Xero staat hier uit',
      text: 'Gebruik e-mailadres en wachtwoord.',
    },
    xero_sign_up_is_off: {
      title: 'Niemand is hier aan dit Xero-account gekoppeld',
      text: 'Log in met het wachtwoord en koppel Xero onder Instellingen, Inloggen. Aanmelden kan hier niet.',
    },
    xero_identity_is_in_doubt: {
      title: 'Wat Xero zei, kan niet worden gecontroleerd',
      text: 'Er is niets gewijzigd. Begin opnieuw; blijft het gebeuren, meld het dan aan de beheerder van Hourbook.',
    },
    xero_tells_no_email: {
      title: 'Xero noemt geen e-mailadres',
      text: 'Geef het account bij Xero een e-mailadres en begin opnieuw.',
    },
    email_can_sign_in_already: {
      title: 'Dit e-mailadres heeft hier al een account',
      text: 'Log één keer in met het wachtwoord daarvan en koppel Xero onder Instellingen, Inloggen. Daarna is Xero genoeg.',
    },
    xero_identity_is_taken: {
      title: 'Dit Xero-account is aan iemand anders gekoppeld',
      text: 'Log bij Xero in met het eigen account, of laat eerst de andere koppeling verwijderen.',
    },
    xero_identity_is_linked: {
      title: 'Er is al een ander Xero-account gekoppeld',
      text: 'Verwijder eerst die koppeling.',
    },
    xero_does_not_answer: { title: 'Xero antwoordt niet', text: 'Probeer het zo opnieuw.' },
    xero_is_busy: {
      title: 'Xero neemt nu geen aanvragen meer aan',
      text: 'Probeer het over een paar minuten opnieuw.',
    },
    member_is_archived: {
      title: 'Dit account staat hier in het archief',
      text: 'Een beheerder van de werkruimte kan het uit het archief halen.',
    },
    not_signed_in: { title: 'De sessie is afgelopen', text: 'Log in en begin opnieuw.' },
    other: { title: 'Het is niet gelukt', text: 'Er is niets gewijzigd. Begin opnieuw.' },
  },
  signUp: {
    title: 'Nieuwe werkruimte',
    who: 'Volgens Xero: {{name}} ({{email}}).',
    workspace: 'Naam van het bedrijf',
    workspaceHelp: 'Dit en al het volgende is later te wijzigen.',
    submit: 'Werkruimte maken',
    back: 'Naar de inlogpagina',
  },
  own: {
    title: 'Inloggen',
    description: 'De eigen manieren om in te loggen bij Hourbook. Niemand anders ziet dit.',
    password: 'E-mail en wachtwoord',
    isSet: 'Ingesteld',
    isNotSet: 'Geen',
    xero: 'Inloggen met Xero',
    linkHelp:
      'Xero zegt dan wie het is, zodat hier geen wachtwoord nodig is. Het geeft geen toegang tot een boekhouding; die wordt gekoppeld onder App Center.',
    link: 'Koppelen met Xero',
    isOff: 'Dit staat hier uit; de beheerder van Hourbook kan het aanzetten.',
    linkedHelp: 'Inloggen kan als deze persoon bij Xero.',
    name: 'Naam',
    since: 'Sinds',
    linked: 'Gekoppeld: inloggen met Xero kan nu',
    onlyWayIn:
      'Er is geen wachtwoord, dus deze koppeling kan niet worden verwijderd. Stel er eerst een in.',
    newPassword: 'Nieuw wachtwoord',
    passwordHelp: 'Minstens {{count}} tekens. Inloggen kan daarna ook hiermee, en zonder Xero.',
    setPassword: 'Wachtwoord instellen',
    passwordSet: 'Wachtwoord ingesteld: inloggen kan er nu mee',
    unlink: 'Koppeling verwijderen',
    unlinkTitle: 'Niet meer inloggen met Xero?',
    unlinkText:
      'Inloggen gaat dan met het wachtwoord. Wat met Xero is verbonden, blijft zoals het is.',
    unlinked: 'Koppeling verwijderd',
  },
}
