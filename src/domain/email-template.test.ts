import { expect, test } from 'vitest'
import { emailPlaceholders, fillTemplate } from './email-template.ts'
import { placeholdersOtherThan } from './placeholders.ts'
import { creditTemplates, invoiceTemplates } from './words/invoice-templates.ts'

const values = {
  'invoice.number': '2026-0001',
  'invoice.date': '16-11-2026',
  'invoice.reference': '{{total}}',
  'client.name': 'Kite',
  total: '€121,00',
  due: '16-12-2026',
  'workspace.name': 'Studio',
}

test.each([
  ['Invoice {{invoice.number}} for {{ total }}', 'Invoice 2026-0001 for €121,00'],
  ['{{client.name}}, {{client.name}}', 'Kite, Kite'],
  ['{{nothing}} {a} }}', '{{nothing}} {a} }}'],
  // What is filled in is text, and not filled in once more.
  ['{{invoice.reference}}', '{{total}}'],
])('%s becomes %s', (template, filled) => {
  expect(fillTemplate(template, values)).toBe(filled)
})

test.each([
  ['{{total}} is due {{ due }}', []],
  ['{{totl}} and {{client.nme}}, {{totl}}', ['{{totl}}', '{{client.nme}}']],
  ['{{Total}} {{}}', ['{{Total}}', '{{}}']],
  ['{{total} or {{total', ['{{total}', '{{total']],
  ['total}} { } {total}', ['total}}']],
])('%s does not know %j', (text, unknown) => {
  expect(placeholdersOtherThan(emailPlaceholders, text)).toEqual(unknown)
})

test('what Hourbook says itself, it understands', () => {
  for (const { subject, body } of [invoiceTemplates, creditTemplates].flatMap((each) => [
    each.en,
    each.nl,
  ])) {
    expect(placeholdersOtherThan(emailPlaceholders, subject + body)).toEqual([])
    expect(fillTemplate(subject + body, values)).not.toContain('{{invoice')
  }
})
