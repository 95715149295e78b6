import type { Language } from '#lib/languages.ts'

type Written = { subject: string; body: string }
type Period = { from: string; to: string }

/** What Hourbook's own e-mails say. Days come as the workspace writes them. */
type EmailWords = {
  test(facts: { workspaceName: string; url: string }): Written
  rejected(
    facts: Period & { name: string; by: string; count: number; note: string; url: string },
  ): Written
  submitted(facts: Period & { name: string; whose: string; count: number; url: string }): Written
  standIn(facts: Period & { name: string; manager: string; url: string }): Written
}

const english: EmailWords = {
  test: ({ workspaceName, url }) => ({
    subject: `Test: ${workspaceName} can send e-mail`,
    body: `This is a test of ${workspaceName} in Hourbook.\n\nYou read it, so e-mail works.\n\n${url}`,
  }),
  rejected: ({ name, by, count, note, url, ...period }) => ({
    subject: `Rejected: your work of ${days(period, 'to')}`,
    body: paragraphs(
      `Hello ${name},`,
      `${by} rejected ${count === 1 ? '1 registration' : `${count} registrations`} of ${days(period, 'to')}${note ? ', with this note:' : '.'}`,
      note && `“${note}”`,
      `Correct them, and submit them again:\n${url}`,
      'You can turn these e-mails off in the menu behind your name.',
    ),
  }),
  submitted: ({ name, whose, count, url, ...period }) => ({
    subject: `Submitted: work of ${whose}, ${days(period, 'to')}`,
    body: paragraphs(
      `Hello ${name},`,
      `${whose} submitted ${count === 1 ? '1 registration' : `${count} registrations`} of ${days(period, 'to')} for approval:\n${url}`,
      'You can turn these e-mails off in the menu behind your name.',
    ),
  }),
  standIn: ({ name, manager, url, ...period }) => ({
    subject: `You stand in for ${manager}, ${days(period, 'to')}`,
    body: paragraphs(
      `Hello ${name},`,
      `On ${days(period, 'to')} you approve work for ${manager}, and are told when some is submitted. What waits already is here:\n${url}`,
      'You can turn these e-mails off in the menu behind your name.',
    ),
  }),
}

const dutch: EmailWords = {
  test: ({ workspaceName, url }) => ({
    subject: `Test: ${workspaceName} kan e-mail versturen`,
    body: `Dit is een test van ${workspaceName} in Hourbook.\n\nDit bericht is aangekomen, dus e-mail werkt.\n\n${url}`,
  }),
  rejected: ({ name, by, count, note, url, ...period }) => ({
    subject: `Afgekeurd: registraties van ${days(period, 't/m')}`,
    body: paragraphs(
      `Hallo ${name},`,
      `${by} heeft ${count === 1 ? '1 registratie' : `${count} registraties`} van ${days(period, 't/m')} afgekeurd${note ? ', met deze toelichting:' : '.'}`,
      note && `“${note}”`,
      `Pas ze aan en dien ze opnieuw in:\n${url}`,
      'Deze e-mails zijn uit te zetten in het menu achter de eigen naam.',
    ),
  }),
  submitted: ({ name, whose, count, url, ...period }) => ({
    subject: `Ingediend: registraties van ${whose}, ${days(period, 't/m')}`,
    body: paragraphs(
      `Hallo ${name},`,
      `${whose} heeft ${count === 1 ? '1 registratie' : `${count} registraties`} van ${days(period, 't/m')} ingediend ter goedkeuring:\n${url}`,
      'Deze e-mails zijn uit te zetten in het menu achter de eigen naam.',
    ),
  }),
  standIn: ({ name, manager, url, ...period }) => ({
    subject: `Vervanging van ${manager}, ${days(period, 't/m')}`,
    body: paragraphs(
      `Hallo ${name},`,
      `Goedkeuren namens ${manager}: ${days(period, 't/m')}. Nieuw ingediend werk wordt per e-mail gemeld. Wat al wacht, staat hier:\n${url}`,
      'Deze e-mails zijn uit te zetten in het menu achter de eigen naam.',
    ),
  }),
}

const words: Record<Language, EmailWords> = { en: english, nl: dutch }

export function emailWords(language: Language): EmailWords {
  return words[language]
}

function days({ from, to }: Period, until: string): string {
  return from === to ? from : `${from} ${until} ${to}`
}

function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
