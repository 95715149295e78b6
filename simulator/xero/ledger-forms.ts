import { html, type Html } from './html.ts'
import { day, money, organisationPath } from './ledger-format.ts'
import { centsAsText, fineAsNumber } from './money.ts'
import type { Contact, Invoice, ManualJournal, Organisation } from './records.ts'
import { dueCents, isSettledInPart } from './settlement.ts'

// What a person can do to a document in its page. The forms work without scripts: what cannot be
// taken back stands behind a first click that only unfolds it.

const oneClick = (action: string, label: string, kind = ''): Html =>
  html`<form method="post">
    <input type="hidden" name="action" value="${action}" /><button class="${kind}">${label}</button>
  </form>`

const unfolded = (label: string, content: Html): Html =>
  html`<details class="unfold" name="actions">
    <summary>${label}</summary>
    ${content}
  </details>`

const sure = (action: string, label: string, question: string): Html =>
  unfolded(
    `${label}…`,
    html`<form method="post" class="stack">
      <p>${question}</p>
      <input type="hidden" name="action" value="${action}" /><button class="danger">
        ${label}
      </button>
    </form>`,
  )

const field = (label: string, name: string, value: string | null, type = 'text'): Html =>
  html`<label
    >${label} <input name="${name}" type="${type}" value="${value}" autocomplete="off"
  /></label>`

const panel = (parts: readonly (Html | false)[]): Html | false =>
  parts.some((part) => part !== false) && html`<div class="actions">${parts}</div>`

export function invoiceActions(invoice: Invoice): Html | false {
  const { status } = invoice
  const isDraft = status === 'DRAFT' || status === 'SUBMITTED'
  const isOpen = status === 'AUTHORISED'
  return panel([
    isDraft && oneClick('approve', 'Approve', 'primary'),
    isOpen && dueCents(invoice) > 0 && paymentForm(invoice),
    isOpen && dueCents(invoice) > 0 && creditForm(invoice),
    (isDraft || isOpen || status === 'PAID') && editForm(invoice),
    isOpen &&
      !isSettledInPart(invoice) &&
      sure('void', 'Void', `${invoice.number} stays in the ledger, and is owed no more.`),
    isDraft && sure('delete', 'Delete', `${invoice.number} cannot be brought back.`),
  ])
}

const paymentForm = (invoice: Invoice): Html =>
  unfolded(
    'Record a payment…',
    html`<form method="post" class="stack">
      <input type="hidden" name="action" value="pay" />
      ${field(`Amount in ${invoice.currencyCode}`, 'amount', centsAsText(dueCents(invoice)))}
      ${field('Paid on (today if empty)', 'paidOn', '', 'date')}
      ${field('Reference', 'reference', '')}
      <button class="primary">Record it</button>
    </form>`,
  )

const creditForm = (invoice: Invoice): Html =>
  unfolded(
    'Credit it…',
    html`<form method="post" class="stack">
      <input type="hidden" name="action" value="credit" />
      ${field(`Amount in ${invoice.currencyCode}`, 'amount', centsAsText(dueCents(invoice)))}
      <button class="primary">Make a credit note</button>
    </form>`,
  )

const editForm = (invoice: Invoice): Html =>
  unfolded(
    'Edit…',
    html`<form method="post" class="stack">
      <input type="hidden" name="action" value="edit" />
      ${field('Number', 'InvoiceNumber', invoice.number)}
      ${field('Reference', 'Reference', invoice.reference)}
      ${field('Date', 'Date', invoice.date, 'date')}
      ${field('Due date', 'DueDate', invoice.dueDate, 'date')}
      ${invoice.lines.map(
        (line, index) =>
          html`<fieldset class="line">
            <legend>Line ${index + 1}</legend>
            <input type="hidden" name="LineItemID" value="${line.id}" />
            <label
              >Description <textarea name="Description" rows="2">${line.description}</textarea>
            </label>
            ${field('Quantity', 'Quantity', line.quantityFine === null ? '' : String(fineAsNumber(line.quantityFine)))}
            ${field('Price', 'UnitAmount', line.unitAmountFine === null ? '' : String(fineAsNumber(line.unitAmountFine)))}
          </fieldset>`,
      )}
      <button class="primary">Save</button>
    </form>`,
  )

/** The payments of an invoice, each with a way to take it back. */
export const paymentsCard = (invoice: Invoice): Html | false =>
  invoice.payments.length > 0 &&
  html`<section class="card">
    <h2>Payments</h2>
    <ul class="rows">
      ${invoice.payments.map(
        (payment) =>
          html`<li>
            <span>${day(payment.paidOn)}</span>
            <strong class="number">${money(payment.cents)} ${invoice.currencyCode}</strong>
            <span class="fine">${payment.reference}</span>
            <form method="post" class="end">
              <input type="hidden" name="action" value="unpay" /><button
                name="paymentId"
                value="${payment.id}"
              >
                Remove
              </button>
            </form>
          </li>`,
      )}
    </ul>
  </section>`

/** The credit notes that were taken off an invoice. */
export const creditsCard = (organisation: Organisation, invoice: Invoice): Html | false =>
  partsCard('Credits', 'credit-notes/view', organisation, invoice, organisation.creditNotes)

/** The invoices that a credit note was taken off. */
export const allocationsCard = (organisation: Organisation, creditNote: Invoice): Html | false =>
  partsCard('Allocations', 'invoicing/view', organisation, creditNote, organisation.invoices)

function partsCard(
  title: string,
  path: string,
  organisation: Organisation,
  document: Invoice,
  others: Organisation['invoices'],
): Html | false {
  const base = organisationPath(organisation.profile)
  if (document.credits.length === 0) return false
  return html`<section class="card">
    <h2>${title}</h2>
    <ul class="rows">
      ${document.credits.map(
        (credit) =>
          html`<li>
            <span>${day(credit.allocatedOn)}</span>
            <a href="${base}/${path}/${credit.otherId}">${others.get(credit.otherId)?.number}</a>
            <strong class="number end">${money(credit.cents)} ${document.currencyCode}</strong>
          </li>`,
      )}
    </ul>
  </section>`
}

export function creditNoteActions(creditNote: Invoice): Html | false {
  const { number, status } = creditNote
  const isDraft = status === 'DRAFT' || status === 'SUBMITTED'
  return panel([
    isDraft && oneClick('approve', 'Approve', 'primary'),
    status === 'AUTHORISED' &&
      !isSettledInPart(creditNote) &&
      sure('void', 'Void', `${number} stays in the ledger, and is worth nothing more.`),
    isDraft && sure('delete', 'Delete', `${number} cannot be brought back.`),
  ])
}

export const journalActions = ({ status, narration }: ManualJournal): Html | false =>
  panel([
    status === 'DRAFT' && oneClick('post', 'Post', 'primary'),
    (status === 'DRAFT' || status === 'POSTED') &&
      unfolded(
        'Edit…',
        html`<form method="post" class="stack">
          <input type="hidden" name="action" value="edit" />
          ${field('Narration', 'Narration', narration)}
          <button class="primary">Save</button>
        </form>`,
      ),
    status === 'POSTED' && sure('void', 'Void', 'The journal stays, and counts no more.'),
    status === 'DRAFT' && sure('delete', 'Delete', 'The draft cannot be brought back.'),
  ])

export const contactActions = (contact: Contact): Html | false =>
  panel([
    unfolded(
      'Edit…',
      html`<form method="post" class="stack">
        <input type="hidden" name="action" value="edit" />
        ${field('Name', 'Name', contact.name)}
        ${field('Account number', 'AccountNumber', contact.accountNumber)}
        ${field('Email', 'EmailAddress', contact.emailAddress, 'email')}
        <button class="primary">Save</button>
      </form>`,
    ),
    contact.status === 'ACTIVE' && oneClick('archive', 'Archive'),
    contact.status === 'ARCHIVED' && oneClick('restore', 'Restore'),
    contact.status === 'ACTIVE' &&
      unfolded(
        'Merge…',
        html`<form method="post" class="stack">
          <input type="hidden" name="action" value="merge" />
          ${field('Into the contact with this name', 'into', '')}
          <button class="danger">Merge</button>
        </form>`,
      ),
    contact.status !== 'GDPRREQUEST' &&
      sure('forget', 'Erase', 'Name, addresses and persons are wiped (GDPR); documents stay.'),
  ])
