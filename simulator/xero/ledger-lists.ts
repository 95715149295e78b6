import { fold } from './fold.ts'
import { html, type Html } from './html.ts'
import type { Answer } from './http.ts'
import {
  day,
  moment,
  money,
  organisationFrame,
  organisationPath,
  scrolling,
  statusBadge,
} from './ledger-format.ts'
import { dueCents } from './settlement.ts'
import type { Organisation } from './records.ts'
import type { View } from './ledger-pages.ts'

const pageSize = 100

/** The front page of an organisation: how much there is of everything. */
export function overview({ organisation }: View): Answer {
  const { profile } = organisation
  const base = organisationPath(profile)
  const tiles = [
    ['invoices', 'Invoices', organisation.invoices.size],
    ['credit-notes', 'Credit notes', organisation.creditNotes.size],
    ['contacts', 'Contacts', organisation.contacts.size],
    ['journals', 'Manual journals', organisation.manualJournals.size],
    ['accounts', 'Accounts', organisation.accounts.size],
  ] as const
  const locks = [profile.periodLockDate, profile.endOfYearLockDate].filter((each) => each !== null)
  return organisationFrame(
    organisation,
    { title: 'Overview', section: 'Overview' },
    html`<h1>${profile.name}</h1>
      <p class="lead">
        ${profile.baseCurrency}${profile.isDemo && ' · demo company'} ·
        ${profile.countryCode}${locks.length > 0 && ` · locked up to ${locks.map(day).join(' and ')}`}
      </p>
      <ul class="tiles figures">
        ${tiles.map(
          ([path, name, count]) =>
            html`<li>
              <a href="${base}/${path}"><span class="figure">${count}</span><span>${name}</span></a>
            </li>`,
        )}
      </ul>
      ${latestCard(organisation)}`,
  )
}

const latestCount = 8

/** What was written last, of every kind. */
function latestCard(organisation: Organisation): Html {
  const base = organisationPath(organisation.profile)
  const nameOf = (contactId: string) => organisation.contacts.get(contactId)?.name ?? ''
  const latest = [
    ...[...organisation.invoices.values()].map((each) => ({
      ...each,
      path: `invoicing/view/${each.id}`,
      title: `Invoice ${each.number}`,
      about: nameOf(each.contactId),
    })),
    ...[...organisation.creditNotes.values()].map((each) => ({
      ...each,
      path: `credit-notes/view/${each.id}`,
      title: `Credit note ${each.number}`,
      about: nameOf(each.contactId),
    })),
    ...[...organisation.manualJournals.values()].map((each) => ({
      ...each,
      path: `journals/view/${each.id}`,
      title: 'Journal',
      about: each.narration,
    })),
  ]
    .toSorted((one, two) => two.updatedAt - one.updatedAt)
    .slice(0, latestCount)
  return html`<section class="card">
    <h2>Written last</h2>
    ${latest.length === 0 && html`<p class="fine">No app has written anything here yet.</p>`}
    <ul class="rows">
      ${latest.map(
        (each) =>
          html`<li>
            <a href="${base}/${each.path}">${each.title}</a>
            <span>${each.about}</span>
            <span class="end"
              ><span class="fine">${moment(each.updatedAt)}</span> ${statusBadge(each.status)}</span
            >
          </li>`,
      )}
    </ul>
  </section>`
}

/** The part of a list that ?page= and ?search= ask for, and the controls for them. */
function paged<T>(view: View, label: string, records: readonly T[], textOf: (record: T) => string) {
  const search = view.query.get('search') ?? ''
  const found = search
    ? records.filter((record) => fold(textOf(record)).includes(fold(search)))
    : records
  const pageCount = Math.max(1, Math.ceil(found.length / pageSize))
  const wanted = Math.trunc(Number(view.query.get('page') ?? 1)) || 1
  const page = Math.min(Math.max(1, wanted), pageCount)
  const link = (number: number, text: string): Html =>
    html`<a href="?page=${number}&search=${encodeURIComponent(search)}">${text}</a>`
  const pager = html`<nav class="pager" aria-label="Pages">
    <span>${found.length} in all · page ${page} of ${pageCount}</span>
    <span
      >${page > 1 && link(page - 1, 'Previous')} ${page < pageCount && link(page + 1, 'Next')}</span
    >
  </nav>`
  const searchForm = html`<form class="search" role="search">
    <input
      type="search"
      name="search"
      value="${search}"
      aria-label="Search ${label}"
      placeholder="Search"
    /><button>Search</button>
  </form>`
  return { shown: found.slice((page - 1) * pageSize, page * pageSize), pager, searchForm }
}

const head = (title: string, searchForm: Html): Html =>
  html`<div class="head">
    <h1>${title}</h1>
    ${searchForm}
  </div>`

const byNumber = new Intl.Collator('en', { numeric: true })

export function invoicesList(view: View): Answer {
  const { organisation } = view
  const base = organisationPath(organisation.profile)
  const nameOf = (contactId: string) => organisation.contacts.get(contactId)?.name ?? ''
  const newestFirst = [...organisation.invoices.values()].toSorted(
    (one, two) => two.updatedAt - one.updatedAt || byNumber.compare(two.number, one.number),
  )
  const { shown, pager, searchForm } = paged(
    view,
    'invoices',
    newestFirst,
    (invoice) => `${invoice.number} ${invoice.reference} ${nameOf(invoice.contactId)}`,
  )
  const table = html`<table class="cards">
    <thead>
      <tr>
        <th>Number</th>
        <th>Contact</th>
        <th class="narrow-hide">Reference</th>
        <th>Date</th>
        <th class="narrow-hide">Due</th>
        <th>Status</th>
        <th class="number narrow-hide">Due amount</th>
        <th class="number">Total</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        (invoice) =>
          html`<tr>
            <td class="nowrap">
              <a href="${base}/invoicing/view/${invoice.id}">${invoice.number || 'Bill'}</a>
            </td>
            <td>${nameOf(invoice.contactId)}</td>
            <td class="narrow-hide">${invoice.reference}</td>
            <td class="nowrap">${day(invoice.date)}</td>
            <td class="nowrap narrow-hide">${invoice.dueDate && day(invoice.dueDate)}</td>
            <td class="late">${statusBadge(invoice.status)}</td>
            <td class="number narrow-hide">${money(dueCents(invoice))}</td>
            <td class="number end">${money(invoice.totalCents)} ${invoice.currencyCode}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
  const content = html`${head('Invoices', searchForm)}
    <div class="card">
      ${shown.length > 0 ? scrolling('Invoices', table) : html`<p>No invoice here yet.</p>`}${pager}
    </div>`
  return organisationFrame(organisation, { title: 'Invoices', section: 'Invoices' }, content)
}

export function creditNotesList(view: View): Answer {
  const { organisation } = view
  const base = organisationPath(organisation.profile)
  const nameOf = (contactId: string) => organisation.contacts.get(contactId)?.name ?? ''
  const { shown, pager, searchForm } = paged(
    view,
    'credit notes',
    organisation.creditNotes.inOrder().toReversed(),
    (creditNote) => `${creditNote.number} ${creditNote.reference} ${nameOf(creditNote.contactId)}`,
  )
  const table = html`<table class="cards">
    <thead>
      <tr>
        <th>Number</th>
        <th>Contact</th>
        <th>Date</th>
        <th>Status</th>
        <th class="number narrow-hide">Remaining</th>
        <th class="number">Total</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        (creditNote) =>
          html`<tr>
            <td class="nowrap">
              <a href="${base}/credit-notes/view/${creditNote.id}">${creditNote.number}</a>
            </td>
            <td>${nameOf(creditNote.contactId)}</td>
            <td class="nowrap">${day(creditNote.date)}</td>
            <td class="late">${statusBadge(creditNote.status)}</td>
            <td class="number narrow-hide">${money(dueCents(creditNote))}</td>
            <td class="number end">${money(creditNote.totalCents)} ${creditNote.currencyCode}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
  const content = html`${head('Credit notes', searchForm)}
    <div class="card">
      ${
        shown.length > 0 ? scrolling('Credit notes', table) : html`<p>No credit note here yet.</p>`
      }${pager}
    </div>`
  return organisationFrame(
    organisation,
    { title: 'Credit notes', section: 'Credit notes' },
    content,
  )
}

export function contactsList(view: View): Answer {
  const { organisation } = view
  const base = organisationPath(organisation.profile)
  const byName = organisation.contacts.inOrder().toSorted((a, b) => a.name.localeCompare(b.name))
  const { shown, pager, searchForm } = paged(
    view,
    'contacts',
    byName,
    (contact) => `${contact.name} ${contact.accountNumber ?? ''} ${contact.emailAddress}`,
  )
  const table = html`<table class="cards">
    <thead>
      <tr>
        <th>Name</th>
        <th>Account number</th>
        <th class="narrow-hide">Email</th>
        <th>Status</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        (contact) =>
          html`<tr>
            <td><a href="${base}/contacts/contact/${contact.id}">${contact.name}</a></td>
            <td class="nowrap">${contact.accountNumber}</td>
            <td class="narrow-hide">${contact.emailAddress}</td>
            <td class="late">${statusBadge(contact.status)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
  const content = html`${head('Contacts', searchForm)}
    <div class="card">
      ${shown.length > 0 ? scrolling('Contacts', table) : html`<p>No contact here yet.</p>`}${pager}
    </div>`
  return organisationFrame(organisation, { title: 'Contacts', section: 'Contacts' }, content)
}

export function journalsList(view: View): Answer {
  const { organisation } = view
  const base = organisationPath(organisation.profile)
  const newestFirst = organisation.manualJournals.inOrder().toReversed()
  const { shown, pager, searchForm } = paged(
    view,
    'journals',
    newestFirst,
    (journal) => journal.narration,
  )
  const debits = (lines: readonly { lineCents: number }[]) =>
    lines.reduce((sum, line) => sum + Math.max(0, line.lineCents), 0)
  const table = html`<table class="cards">
    <thead>
      <tr>
        <th>Narration</th>
        <th>Date</th>
        <th>Status</th>
        <th class="number">Debit</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        (journal) =>
          html`<tr>
            <td><a href="${base}/journals/view/${journal.id}">${journal.narration}</a></td>
            <td class="nowrap">${day(journal.date)}</td>
            <td class="late">${statusBadge(journal.status)}</td>
            <td class="number end">${money(debits(journal.lines))}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
  const content = html`${head('Journals', searchForm)}
    <div class="card">
      ${
        shown.length > 0
          ? scrolling('Manual journals', table)
          : html`<p>No manual journal here yet.</p>`
      }${pager}
    </div>`
  return organisationFrame(organisation, { title: 'Journals', section: 'Journals' }, content)
}

export function accountsList(view: View): Answer {
  const { organisation } = view
  const byCode = [...organisation.accounts.values()].toSorted((a, b) =>
    (a.code ?? '').localeCompare(b.code ?? ''),
  )
  const { shown, pager, searchForm } = paged(
    view,
    'accounts',
    byCode,
    (account) => `${account.code ?? ''} ${account.name} ${account.type}`,
  )
  const table = html`<table class="cards">
    <thead>
      <tr>
        <th>Code</th>
        <th>Name</th>
        <th>Type</th>
        <th class="narrow-hide">Tax</th>
        <th>System account</th>
        <th>Status</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        (account) =>
          html`<tr>
            <td class="nowrap">${account.code}</td>
            <td>${account.name}</td>
            <td>${account.type}</td>
            <td class="narrow-hide">${account.taxType}</td>
            <td>${account.systemAccount}</td>
            <td class="late">${statusBadge(account.status)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
  const content = html`${head('Accounts', searchForm)}
    <div class="card">${scrolling('Accounts', table)}${pager}</div>`
  return organisationFrame(organisation, { title: 'Accounts', section: 'Accounts' }, content)
}
