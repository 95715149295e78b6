import type { EInvoiceNeed } from './e-invoice.ts'
import { say } from './words/say.ts'

/** What is missing, and where it is filled in, as a whole sentence. */
export const needWords: Record<EInvoiceNeed, string> = {
  sender_address: say('An e-invoice needs the street, postal code and city of your company.'),
  sender_country: say('An e-invoice needs the country of your company, by name or by code (NL).'),
  sender_country_rules: say(
    'Companies in Denmark, Germany, Greece, Iceland, Italy, Norway and Sweden have further rules for e-invoices, which Hourbook does not know.',
  ),
  sender_electronic_address: say('An e-invoice needs the electronic address of your company.'),
  sender_vat_number: say(
    'An e-invoice needs the VAT number of your company, beginning with its country.',
  ),
  sender_registration_number: say(
    'An e-invoice needs the number of your company at the chamber of commerce; eight digits in the Netherlands.',
  ),
  sender_iban: say('An e-invoice needs the IBAN that is paid to.'),
  client_country: say('An e-invoice needs the country of the client, by name or by code (NL).'),
  client_address: say('An e-invoice needs the street, postal code and city of the client.'),
  client_electronic_address: say('An e-invoice needs the electronic address of the client.'),
  client_vat_number: say(
    'An e-invoice needs the VAT number of the client, beginning with its country.',
  ),
  client_reference: say(
    'An e-invoice needs a reference of the client: on the invoice, or the one the client always wants.',
  ),
  vat_rate_of_line: say('An e-invoice needs a VAT rate on every line.'),
  vat_exemption: say('An e-invoice needs to say why nothing is charged at 0% VAT.'),
  vat_exemption_reason: say(
    'An e-invoice needs the reason of the exemption from VAT, such as the article of the law.',
  ),
  vat_outside_scope_alone: say(
    'An e-invoice with lines outside the scope of VAT can have no other lines.',
  ),
  vat_adds_up: say(
    'VAT that is rounded on each line differs too much from VAT on the sum for an e-invoice: make several invoices.',
  ),
}
