import { documentPdf } from './document-pdf.ts'
import {
  emptyAnswer,
  headerOf,
  isCrossSite,
  redirectAnswer,
  type Answer,
  type Request,
} from './http.ts'
import { html } from './html.ts'
import { act, type Target } from './ledger-actions.ts'
import { contactPage, creditNotePage, invoicePage, journalPage } from './ledger-documents.ts'
import {
  accountsList,
  contactsList,
  creditNotesList,
  invoicesList,
  journalsList,
  overview,
} from './ledger-lists.ts'
import { fileAnswer } from './ledger-extras.ts'
import { organisationPath } from './ledger-format.ts'
import { onlinePage } from './online-page.ts'
import { page } from './page.ts'
import type { Organisation } from './records.ts'
import { startPage } from './start-page.ts'
import { stylesheet } from './stylesheet.ts'
import type { World } from './world.ts'

/** The small web view of the ledgers, at the addresses of Xero's own deep links. */
export function ledgerPage(world: World, request: Request): Answer {
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return emptyAnswer(405)
  if (isCrossSite(request)) return emptyAnswer(403)
  const path = request.url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded)
  const [first = '', second = '', ...rest] = path
  if (first === '') return startPage(world, originOf(request))
  if (first === 'assets') return second === 'simulator.css' ? styles : notFound()
  if (first === 'Journal' && second === 'View.aspx') return journalLink(world, request)
  if (first === 'in') return onlinePage(world, request.url.pathname) ?? notFound()
  if (first === 'AccountsReceivable') return receivableLink(world, request)
  if (first === 'organisationlogin') return organisationLogin(request)
  const organisation = [...world.organisations.values()].find(
    (each) => each.profile.shortCode === second,
  )
  if (first !== 'app' || !organisation) return notFound()
  const view = { world, organisation, query: request.url.searchParams, problems: [] }
  return request.method === 'POST'
    ? changeDocument(view, request, rest)
    : organisationPage(view, rest)
}

/** The address by which the reader came. */
const originOf = ({ headers }: Request): string =>
  `http://${headerOf(headers, 'host') ?? '127.0.0.1'}`

/** A form of a document's page: done and back to the page, or the page with the complaints. */
function changeDocument(view: View, request: Request, rest: string[]): Answer {
  const target = targetOf(view.organisation, rest)
  if (!target) return emptyAnswer(405)
  const form = new URLSearchParams(request.body.toString())
  const problems = act(view.world, view.organisation, target, form)
  if (problems.length === 0) return redirectAnswer(request.url.pathname, 303)
  return { ...documentPage({ ...view, problems }, target), status: 400 }
}

export interface View {
  world: World
  organisation: Organisation
  query: URLSearchParams
  /** Why the last form of the page was refused. */
  problems: readonly string[]
}

function organisationPage(view: View, [section = '', kind = '', id = '']: string[]): Answer {
  const { organisation } = view
  const key = id.toLowerCase()
  if (section === '') return overview(view)
  if (section === 'invoices' && !kind) return invoicesList(view)
  if (section === 'credit-notes' && !kind) return creditNotesList(view)
  if (section === 'contacts' && !kind) return contactsList(view)
  if (section === 'journals' && !kind) return journalsList(view)
  if (section === 'accounts' && !kind) return accountsList(view)
  const file = organisation.attachments.get(key)
  if (section === 'files' && kind === 'download' && file) return fileAnswer(file)
  const target = targetOf(organisation, [section, kind, id])
  if (section === 'pdf') return pdfPage(organisation, kind)
  return target ? documentPage(view, target) : notFound()
}

function targetOf(organisation: Organisation, [section, kind, id = '']: string[]): Target | null {
  const key = id.toLowerCase()
  const invoice = organisation.invoices.get(key)
  if (section === 'invoicing' && kind === 'view' && invoice) {
    return { kind: 'invoice', record: invoice }
  }
  const creditNote = organisation.creditNotes.get(key)
  if (section === 'credit-notes' && kind === 'view' && creditNote) {
    return { kind: 'creditNote', record: creditNote }
  }
  const contact = organisation.contacts.get(key)
  if (section === 'contacts' && kind === 'contact' && contact) {
    return { kind: 'contact', record: contact }
  }
  const journal = organisation.manualJournals.get(key)
  if (section === 'journals' && kind === 'view' && journal) {
    return { kind: 'journal', record: journal }
  }
  return null
}

function documentPage(view: View, { kind, record }: Target): Answer {
  if (kind === 'invoice') return invoicePage(view, record)
  if (kind === 'creditNote') return creditNotePage(view, record)
  return kind === 'journal' ? journalPage(view, record) : contactPage(view, record)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const styles: Answer = {
  status: 200,
  headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' },
  body: stylesheet,
}

const notFound = (): Answer =>
  page(
    'Not found',
    html`<h1>There is nothing here</h1>
      <p><a href="/">To the organisations</a></p>`,
    {
      status: 404,
    },
  )

// Xero's journal link names no organisation, so we look for the journal in all of them.
function journalLink(world: World, request: Request): Answer {
  const id = (request.url.searchParams.get('invoiceID') ?? '').toLowerCase()
  for (const { profile, manualJournals } of world.organisations.values()) {
    if (manualJournals.has(id)) {
      return redirectAnswer(`${organisationPath(profile)}/journals/view/${id}`)
    }
  }
  return notFound()
}

/** The PDF of an invoice or a credit note, for a reader without a token. */
function pdfPage(organisation: Organisation, id: string): Answer {
  const invoice = organisation.invoices.get(id.toLowerCase())
  const document = invoice ?? organisation.creditNotes.get(id.toLowerCase())
  if (!document) return notFound()
  return {
    status: 200,
    headers: { 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' },
    body: documentPdf(organisation, document, invoice ? 'Invoice' : 'Credit note'),
  }
}

/** The older addresses of invoices and credit notes, which name no organisation either. */
function receivableLink(world: World, request: Request): Answer {
  for (const [name, value] of request.url.searchParams) {
    const id = value.toLowerCase()
    for (const { profile, invoices, creditNotes } of world.organisations.values()) {
      const base = organisationPath(profile)
      if (/^invoiceid$/i.test(name) && invoices.has(id)) {
        return redirectAnswer(`${base}/invoicing/view/${id}`)
      }
      if (/^creditnoteid$/i.test(name) && creditNotes.has(id)) {
        return redirectAnswer(`${base}/credit-notes/view/${id}`)
      }
    }
  }
  return notFound()
}

/** Switches to an organisation and goes on to a path of ours; its dashboard is our overview. */
function organisationLogin(request: Request): Answer {
  const params = request.url.searchParams
  const target = params.get('redirecturl') ?? ''
  const isOurs = /^\/(?![/\\])/.test(target) && !/^\/dashboard\b/i.test(target)
  if (isOurs) return redirectAnswer(encodeURI(target))
  return redirectAnswer(organisationPath({ shortCode: params.get('shortcode') ?? '' }))
}
