import { html, type Html } from './html.ts'
import type { Answer } from './http.ts'
import {
  day,
  money,
  organisationFrame,
  organisationPath,
  price,
  quantity,
  scrolling,
  statusBadge,
} from './ledger-format.ts'
import { documentExtras } from './ledger-extras.ts'
import {
  allocationsCard,
  contactActions,
  creditNoteActions,
  creditsCard,
  invoiceActions,
  journalActions,
  paymentsCard,
} from './ledger-forms.ts'
import type { View } from './ledger-pages.ts'
import { onlinePath } from './invoice-parts.ts'
import { creditedCents, dueCents, isSettledInPart, paidCents } from './settlement.ts'
import type { Contact, Invoice, ManualJournal, Organisation } from './records.ts'

const fact = (name: string, value: string | Html | null | undefined | false): Html | false =>
  Boolean(value) &&
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`

const accountName = (organisation: Organisation, id: string | null): string => {
  const account = id === null ? undefined : organisation.accounts.get(id)
  return account ? `${account.code ?? ''} ${account.name}`.trim() : ''
}

const rateName = (organisation: Organisation, taxType: string | null): string =>
  organisation.taxRates.find((rate) => rate.taxType === taxType)?.name ?? taxType ?? ''

const complaints = (problems: readonly string[]): Html | false =>
  problems.length > 0 && html`<p class="problem" role="alert">${problems.join(' ')}</p>`

const labelled = (label: string, value: string | false): Html =>
  html`<td class="number" data-label="${label}">${value}</td>`

export function invoicePage(view: View, invoice: Invoice): Answer {
  const title = invoice.type === 'ACCREC' ? `Invoice ${invoice.number}` : `Bill ${invoice.number}`
  const more = html`${paymentsCard(invoice)}${creditsCard(view.organisation, invoice)}`
  return salesPage(view, invoice, {
    title,
    section: 'Invoices',
    actions: invoiceActions(invoice),
    more,
  })
}

export function creditNotePage(view: View, creditNote: Invoice): Answer {
  return salesPage(view, creditNote, {
    title: `Credit note ${creditNote.number}`,
    section: 'Credit notes',
    actions: creditNoteActions(creditNote),
    more: allocationsCard(view.organisation, creditNote),
  })
}

interface SalesPage {
  title: string
  section: 'Invoices' | 'Credit notes'
  actions: Html | false
  more: Html | false
}

function salesPage(
  { organisation, problems }: View,
  invoice: Invoice,
  { title, section, actions, more }: SalesPage,
): Answer {
  const contact = organisation.contacts.get(invoice.contactId)
  const base = organisationPath(organisation.profile)
  const content = html`<div class="head">
      <div>
        <h1>${title}</h1>
        <p class="lead">
          ${contact && html`<a href="${base}/contacts/contact/${contact.id}">${contact.name}</a>`}
        </p>
      </div>
      ${statusBadge(invoice.status)}
    </div>
    ${complaints(problems)}${actions}
    <div class="card">
      <dl class="facts">
        ${fact('Date', day(invoice.date))}${fact('Due date', invoice.dueDate && day(invoice.dueDate))}${fact('Reference', invoice.reference)}${fact('Amounts are', amountWords[invoice.lineAmountTypes])}${fact('Currency', invoice.currencyCode)}${fact('Sent to contact', invoice.sentToContact && 'Yes')}${fact('Source', invoice.url && sourceLink(invoice.url))}${fact('Other views', otherViews(base, invoice, section))}
      </dl>
      ${scrolling(
        'Lines',
        html`<table class="stacks">
          <thead>
            <tr>
              <th>Description</th>
              <th>Account</th>
              <th class="number">Quantity</th>
              <th class="number">Price</th>
              <th>Tax</th>
              <th class="number">Tax amount</th>
              <th class="number">Amount</th>
            </tr>
          </thead>
          <tbody>
            ${invoice.lines.map(
              (line) =>
                html`<tr>
                  <td class="text">
                    ${line.itemCode && html`<strong>${line.itemCode}</strong> `}<span
                      >${line.description}</span
                    >
                  </td>
                  <td data-label="Account">${accountName(organisation, line.accountId)}</td>
                  ${labelled('Quantity', line.quantityFine !== null && quantity(line.quantityFine))}${labelled('Price', line.unitAmountFine !== null && price(line.unitAmountFine))}
                  <td data-label="Tax">${rateName(organisation, line.taxType)}</td>
                  ${labelled('Tax amount', money(line.taxCents))}${labelled('Amount', money(line.lineCents))}
                </tr>`,
            )}
          </tbody>
        </table>`,
      )}
      <dl class="totals">
        ${total('Subtotal', invoice.subTotalCents)}${total('Tax', invoice.totalTaxCents)}${total(`Total ${invoice.currencyCode}`, invoice.totalCents, 'total')}${
          isSettledInPart(invoice) &&
          html`${paidCents(invoice) > 0 && total('Paid', paidCents(invoice))}${creditedCents(invoice) > 0 && total(section === 'Invoices' ? 'Credited' : 'Allocated', creditedCents(invoice))}${total(section === 'Invoices' ? 'Amount due' : 'Remaining credit', dueCents(invoice))}`
        }
      </dl>
    </div>
    ${more}${documentExtras(organisation, invoice.id)}`
  return organisationFrame(organisation, { title, section }, content)
}

function otherViews(base: string, invoice: Invoice, section: SalesPage['section']): Html {
  const isOnline =
    section === 'Invoices' &&
    invoice.type === 'ACCREC' &&
    !['DRAFT', 'DELETED', 'VOIDED'].includes(invoice.status)
  return html`<a href="${base}/pdf/${invoice.id}">PDF</a>${
      isOnline && html` · <a href="${onlinePath(invoice)}">Online</a>`
    }`
}

const total = (name: string, cents: number, kind = ''): Html =>
  html`<dt class="${kind}">${name}</dt>
    <dd class="${kind}">${money(cents)}</dd>`

const amountWords = { Exclusive: 'Tax exclusive', Inclusive: 'Tax inclusive', NoTax: 'No tax' }

const sourceLink = (url: string): Html | string =>
  /^https?:\/\//.test(url) ? html`<a href="${url}" rel="noreferrer">Go to the source</a>` : url

export function journalPage({ organisation, problems }: View, journal: ManualJournal): Answer {
  const isTaxOnTop = journal.lineAmountTypes === 'Exclusive'
  const net = sidesOf(journal.lines.map((line) => line.lineCents))
  const tax = sidesOf(journal.lines.map((line) => (isTaxOnTop ? line.taxCents : 0)))
  const content = html`<div class="head">
      <div>
        <h1>${journal.narration}</h1>
        <p class="lead">Manual journal</p>
      </div>
      ${statusBadge(journal.status)}
    </div>
    ${complaints(problems)}${journalActions(journal)}
    <div class="card">
      <dl class="facts">
        ${fact('Date', day(journal.date))}${fact('Amounts are', amountWords[journal.lineAmountTypes])}${fact('Currency', organisation.profile.baseCurrency)}${fact('Source', journal.url && sourceLink(journal.url))}
      </dl>
      ${scrolling(
        'Journal lines',
        html`<table class="stacks">
          <thead>
            <tr>
              <th>Description</th>
              <th>Account</th>
              <th>Tax</th>
              <th class="number">Debit</th>
              <th class="number">Credit</th>
            </tr>
          </thead>
          <tbody>
            ${journal.lines.map(
              (line) =>
                html`<tr>
                  <td>${line.description}</td>
                  <td data-label="Account">${accountName(organisation, line.accountId)}</td>
                  <td data-label="Tax">${rateName(organisation, line.taxType)}</td>
                  ${labelled('Debit', line.lineCents > 0 && money(line.lineCents))}${labelled('Credit', line.lineCents < 0 && money(-line.lineCents))}
                </tr>`,
            )}
          </tbody>
          <tfoot>
            ${
              tax.debit + tax.credit > 0 && html`${sumRow('Subtotal', net)}${sumRow('Tax', tax)}`
            }${sumRow('Total', { debit: net.debit + tax.debit, credit: net.credit + tax.credit })}
          </tfoot>
        </table>`,
      )}
    </div>
    ${documentExtras(organisation, journal.id)}`
  return organisationFrame(organisation, { title: 'Manual journal', section: 'Journals' }, content)
}

type Sides = { debit: number; credit: number }

const sidesOf = (amounts: readonly number[]): Sides => ({
  debit: amounts.reduce((sum, cents) => sum + Math.max(0, cents), 0),
  credit: amounts.reduce((sum, cents) => sum - Math.min(0, cents), 0),
})

const sumRow = (name: string, { debit, credit }: Sides): Html =>
  html`<tr>
    <th scope="row" colspan="3">${name}</th>
    ${labelled('Debit', debit > 0 && money(debit))}${labelled('Credit', credit > 0 && money(credit))}
  </tr>`

function mergedInto(organisation: Organisation, contact: Contact): Html | false {
  const into = contact.mergedToContactId && organisation.contacts.get(contact.mergedToContactId)
  const base = organisationPath(organisation.profile)
  return (
    Boolean(into) &&
    into !== '' &&
    html`<p>Merged into <a href="${base}/contacts/contact/${into?.id}">${into?.name}</a>.</p>`
  )
}

const groupNames = (organisation: Organisation, contact: Contact): string =>
  [...organisation.contactGroups.values()]
    .filter((group) => group.status === 'ACTIVE' && group.contactIds.includes(contact.id))
    .map((group) => group.name)
    .join(', ')

export function contactPage({ organisation, problems }: View, contact: Contact): Answer {
  const base = organisationPath(organisation.profile)
  const invoices = organisation.invoices.find('contact', contact.id).toReversed()
  const address = contact.addresses.find((each) => each.type === 'POBOX') ?? contact.addresses[0]
  const lines = address && [
    address.line1,
    address.line2,
    address.line3,
    address.line4,
    [address.postalCode, address.city].filter(Boolean).join(' '),
    address.country,
  ]
  const phone = contact.phones.find((each) => each.number !== '')
  const content = html`<div class="head">
      <div>
        <h1>${contact.name}</h1>
        <p class="lead">
          ${[contact.accountNumber, contact.contactNumber].filter(Boolean).join(' · ')}
        </p>
      </div>
      ${statusBadge(contact.status)}
    </div>
    ${complaints(problems)}${mergedInto(organisation, contact)}${contactActions(contact)}
    <div class="card">
      <dl class="facts">
        ${fact('Person', [contact.firstName, contact.lastName].filter(Boolean).join(' '))}${fact('Email', contact.emailAddress)}${fact('Phone', phone && `${phone.areaCode} ${phone.number}`.trim())}${fact('Billing address', lines?.filter(Boolean).join('\n'))}${fact('VAT number', contact.taxNumber)}${fact('Company number', contact.companyNumber)}${fact('Groups', groupNames(organisation, contact))}
      </dl>
    </div>
    <div class="card">
      <h2>Invoices</h2>
      ${
        invoices.length === 0
          ? html`<p>No invoice for this contact yet.</p>`
          : scrolling(
              'Invoices',
              html`<table class="cards">
                <thead>
                  <tr>
                    <th>Number</th>
                    <th>Date</th>
                    <th>Status</th>
                    <th class="number">Total</th>
                  </tr>
                </thead>
                <tbody>
                  ${invoices.map(
                    (invoice) =>
                      html`<tr>
                        <td class="nowrap">
                          <a href="${base}/invoicing/view/${invoice.id}">${invoice.number}</a>
                        </td>
                        <td class="nowrap">${day(invoice.date)}</td>
                        <td class="late">${statusBadge(invoice.status)}</td>
                        <td class="number end">
                          ${money(invoice.totalCents)} ${invoice.currencyCode}
                        </td>
                      </tr>`,
                  )}
                </tbody>
              </table>`,
            )
      }
    </div>
    ${documentExtras(organisation, contact.id)}`
  return organisationFrame(organisation, { title: contact.name, section: 'Contacts' }, content)
}
