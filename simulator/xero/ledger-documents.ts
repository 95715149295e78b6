import { html, type Html } from './html.ts'
import type { Answer } from './http.ts'
import { dueCents, paidCents } from './invoice-json.ts'
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
import type { View } from './ledger-pages.ts'
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

export function invoicePage({ organisation }: View, invoice: Invoice): Answer {
  const contact = organisation.contacts.get(invoice.contactId)
  const base = organisationPath(organisation.profile)
  const title = invoice.type === 'ACCREC' ? `Invoice ${invoice.number}` : `Bill ${invoice.number}`
  const content = html`<div class="head">
      <div>
        <h1>${title}</h1>
        <p class="lead">
          ${contact && html`<a href="${base}/contacts/contact/${contact.id}">${contact.name}</a>`}
        </p>
      </div>
      ${statusBadge(invoice.status)}
    </div>
    <div class="card">
      <dl class="facts">
        ${fact('Date', day(invoice.date))}${fact('Due date', invoice.dueDate && day(invoice.dueDate))}${fact('Reference', invoice.reference)}${fact('Amounts are', amountWords[invoice.lineAmountTypes])}${fact('Currency', invoice.currencyCode)}${fact('Sent to contact', invoice.sentToContact && 'Yes')}${fact('Source', invoice.url && sourceLink(invoice.url))}
      </dl>
      ${scrolling(
        'Lines',
        html`<table>
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
                  <td>
                    ${line.itemCode && html`<strong>${line.itemCode}</strong> `}${line.description}
                  </td>
                  <td>${accountName(organisation, line.accountId)}</td>
                  <td class="number">
                    ${line.quantityFine !== null && quantity(line.quantityFine)}
                  </td>
                  <td class="number">
                    ${line.unitAmountFine !== null && price(line.unitAmountFine)}
                  </td>
                  <td>${rateName(organisation, line.taxType)}</td>
                  <td class="number">${money(line.taxCents)}</td>
                  <td class="number">${money(line.lineCents)}</td>
                </tr>`,
            )}
          </tbody>
          <tfoot>
            ${totalRow('Subtotal', money(invoice.subTotalCents))}${totalRow('Tax', money(invoice.totalTaxCents))}${totalRow(`Total ${invoice.currencyCode}`, money(invoice.totalCents), 'total')}${
              paidCents(invoice) > 0 &&
              html`${totalRow('Paid', money(paidCents(invoice)))}${totalRow('Amount due', money(dueCents(invoice)))}`
            }
          </tfoot>
        </table>`,
      )}
    </div>`
  return organisationFrame(organisation, { title, section: 'Invoices' }, content)
}

const amountWords = { Exclusive: 'Tax exclusive', Inclusive: 'Tax inclusive', NoTax: 'No tax' }

const sourceLink = (url: string): Html | string =>
  /^https?:\/\//.test(url) ? html`<a href="${url}" rel="noreferrer">Go to the source</a>` : url

const totalRow = (name: string, value: string, kind = ''): Html =>
  html`<tr class="${kind}">
    <th scope="row" colspan="6">${name}</th>
    <td class="number">${value}</td>
  </tr>`

export function journalPage({ organisation }: View, journal: ManualJournal): Answer {
  const debits = journal.lines.reduce((sum, line) => sum + Math.max(0, line.lineCents), 0)
  const credits = journal.lines.reduce((sum, line) => sum - Math.min(0, line.lineCents), 0)
  const content = html`<div class="head">
      <div>
        <h1>${journal.narration}</h1>
        <p class="lead">Manual journal</p>
      </div>
      ${statusBadge(journal.status)}
    </div>
    <div class="card">
      <dl class="facts">
        ${fact('Date', day(journal.date))}${fact('Amounts are', amountWords[journal.lineAmountTypes])}${fact('Currency', organisation.profile.baseCurrency)}${fact('Source', journal.url && sourceLink(journal.url))}
      </dl>
      ${scrolling(
        'Journal lines',
        html`<table>
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
                  <td>${accountName(organisation, line.accountId)}</td>
                  <td>${rateName(organisation, line.taxType)}</td>
                  <td class="number">${line.lineCents > 0 && money(line.lineCents)}</td>
                  <td class="number">${line.lineCents < 0 && money(-line.lineCents)}</td>
                </tr>`,
            )}
          </tbody>
          <tfoot>
            <tr class="total">
              <th scope="row" colspan="3">Total</th>
              <td class="number">${money(debits)}</td>
              <td class="number">${money(credits)}</td>
            </tr>
          </tfoot>
        </table>`,
      )}
    </div>`
  return organisationFrame(organisation, { title: 'Manual journal', section: 'Journals' }, content)
}

export function contactPage({ organisation }: View, contact: Contact): Answer {
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
    <div class="card">
      <dl class="facts">
        ${fact('Person', [contact.firstName, contact.lastName].filter(Boolean).join(' '))}${fact('Email', contact.emailAddress)}${fact('Phone', phone && `${phone.areaCode} ${phone.number}`.trim())}${fact('Billing address', lines?.filter(Boolean).join('\n'))}${fact('VAT number', contact.taxNumber)}${fact('Company number', contact.companyNumber)}
      </dl>
    </div>
    <div class="card">
      <h2>Invoices</h2>
      ${
        invoices.length === 0
          ? html`<p>No invoice for this contact yet.</p>`
          : scrolling(
              'Invoices',
              html`<table>
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
                        <td>
                          <a href="${base}/invoicing/view/${invoice.id}">${invoice.number}</a>
                        </td>
                        <td class="nowrap">${day(invoice.date)}</td>
                        <td>${statusBadge(invoice.status)}</td>
                        <td class="number">${money(invoice.totalCents)} ${invoice.currencyCode}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>`,
            )
      }
    </div>`
  return organisationFrame(organisation, { title: contact.name, section: 'Contacts' }, content)
}
