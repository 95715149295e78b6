import type { EInvoiceWords } from '../ubl.ts'
import type { Language } from '#lib/languages.ts'

const words: Record<Language, (credited: string) => EInvoiceWords> = {
  en: (credited) => ({
    discount: 'Discount',
    setOff: `Set off against invoice ${credited}.`,
    exemptions: {
      reverse_charge: 'VAT reverse charged',
      exempt: 'Exempt from VAT',
      outside_scope: 'Outside the scope of VAT',
    },
  }),
  nl: (credited) => ({
    discount: 'Korting',
    setOff: `Wordt verrekend met factuur ${credited}.`,
    exemptions: {
      reverse_charge: 'Btw verlegd',
      exempt: 'Vrijgesteld van btw',
      outside_scope: 'Buiten de heffing van btw',
    },
  }),
}

/** What an invoice itself says, in the language of its client. */
export function eInvoiceWords(language: Language, credited: string): EInvoiceWords {
  return words[language](credited)
}
