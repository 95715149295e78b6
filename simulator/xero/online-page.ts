import { attachmentsOf } from './attachments.ts'
import { html } from './html.ts'
import type { Answer } from './http.ts'
import { onlinePath } from './invoice-parts.ts'
import { bytesInWords, day, money, organisationPath, quantity } from './ledger-format.ts'
import { page } from './page.ts'
import type { Invoice, Organisation } from './records.ts'
import { dueCents } from './settlement.ts'
import type { World } from './world.ts'

/** The invoice that the contact sees under its OnlineInvoiceUrl; null where there is none. */
export function onlinePage(world: World, pathname: string): Answer | null {
  for (const organisation of world.organisations.values()) {
    const digits = pathname.slice('/in/'.length)
    const id = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    const invoice = organisation.invoices.get(id)
    const isShown = invoice && !['DRAFT', 'DELETED', 'VOIDED'].includes(invoice.status)
    if (isShown && onlinePath(invoice) === pathname) return invoiceView(organisation, invoice)
  }
  return null
}

function invoiceView(organisation: Organisation, invoice: Invoice): Answer {
  const files = attachmentsOf(organisation, invoice.id).filter((file) => file.includeOnline)
  const due = dueCents(invoice)
  const content = html`<div class="card consent">
      <p class="eyebrow">${organisation.profile.legalName}</p>
      <h1>Invoice ${invoice.number}</h1>
      <p class="lead">
        ${organisation.contacts.get(invoice.contactId)?.name} ·
        ${day(invoice.date)}${invoice.dueDate && ` · due ${day(invoice.dueDate)}`}
      </p>
      <ul class="rows">
        ${invoice.lines.map(
          (line) =>
            html`<li>
              <span class="text">${line.description}</span>
              <span class="fine"
                >${line.quantityFine !== null && `× ${quantity(line.quantityFine)}`}</span
              >
              <span class="number end">${money(line.lineCents)}</span>
            </li>`,
        )}
      </ul>
      <dl class="totals">
        <dt>Tax</dt>
        <dd>${money(invoice.totalTaxCents)}</dd>
        <dt class="total">Total ${invoice.currencyCode}</dt>
        <dd class="total">${money(invoice.totalCents)}</dd>
        <dt>${due === 0 ? 'Paid' : 'Due'}</dt>
        <dd>${money(due === 0 ? invoice.totalCents : due)}</dd>
      </dl>
    </div>
    ${
      files.length > 0 &&
      html`<section class="card">
        <h2>Files</h2>
        <ul class="rows">
          ${files.map(
            (file) =>
              html`<li>
                <a href="${organisationPath(organisation.profile)}/files/download/${file.id}"
                  >${file.fileName}</a
                >
                <span class="fine">${bytesInWords(file.content.length)}</span>
              </li>`,
          )}
        </ul>
      </section>`
    }`
  return page(`Invoice ${invoice.number}`, content, { width: 'narrow' })
}
