import type { PublicInvoice, PublicLook } from '#app/invoices/get-public-invoice.ts'
import { ibanInGroups } from '#domain/iban.ts'
import { shownMinor } from '#domain/vat-amounts.ts'
import { type InvoicePageWords, invoicePageWords } from '#domain/words/invoice-page-words.ts'
import { createFormats, type Formats } from '#lib/formats.ts'
import type { Language } from '#lib/languages.ts'
import { createHash } from 'node:crypto'
import { renderSVG } from 'uqr'
import { html, type Html, trusted } from './html.ts'
import { invoicePageStyle } from './invoice-page-style.ts'

/** A page as it is sent: with a policy under which nothing on it runs, and only its own style counts. */
export type Page = { page: string; policy: string }

type Shown = { invoice: PublicInvoice; words: InvoicePageWords; formats: Formats }

/** The public page of an invoice. `address` is where it stands, without a slash at the end. */
export function invoicePage(
  { invoice, look }: { invoice: PublicInvoice; look: PublicLook },
  address: string,
): Page {
  const words = invoicePageWords[invoice.language]
  const shown = { invoice, words, formats: createFormats(look.formats) }
  const kind = invoice.creditsNumber === null ? words.invoice : words.creditInvoice
  const title = `${kind} ${invoice.number}`
  const body = html`<main>
    <header class="head">
      <div>
        <h1>${title}</h1>
        ${stateOf(shown)}
      </div>
      ${brandOf(shown, look)}
    </header>
    ${nowOf(shown, address)} ${partiesOf(shown)} ${factsOf(shown)} ${linesOf(shown)}
    ${sumsOf(shown)} ${remarksOf(shown)} ${paymentOf(shown)} ${footerOf(shown)}
  </main>`
  const named = { title: `${title} · ${invoice.seller.name}`, language: invoice.language }
  return pageOf({ ...named, accent: look.accentColor, body })
}

/** The same for every link that leads nowhere, whatever became of it. */
export function noLinkPage(language: Language): Page {
  const { title, text } = invoicePageWords[language].noLink
  return wordsPage({ language, title, text })
}

export function wordsPage(said: { language: Language; title: string; text: string }): Page {
  const { language, title, text } = said
  const body = html`<main class="alone">
    <h1>${title}</h1>
    <p>${text}</p>
  </main>`
  return pageOf({ title, language, accent: '', body })
}

function pageOf(parts: { title: string; language: Language; accent: string; body: Html }): Page {
  const { title, language, accent, body } = parts
  const colour = /^#[0-9a-f]{3,8}$/i.test(accent) ? accent : '#8a929c'
  const style = `:root { --accent: ${colour}; }${invoicePageStyle}`
  const { markup } = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${trusted(`<style>${style}</style>`)}
      </head>
      <body>
        ${body}
      </body>
    </html>`
  const hash = createHash('sha256').update(style).digest('base64')
  const rules = [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  return { page: markup.trim(), policy: rules.join(';') }
}

function stateOf({ invoice, words }: Shown): Html | null {
  const { paymentState } = invoice
  if (paymentState === 'draft') return null
  const tones = { paid: 'good', overdue: 'bad' } as const
  const tone = paymentState === 'paid' || paymentState === 'overdue' ? tones[paymentState] : ''
  return html`<span class="state ${tone}">${words.states[paymentState]}</span>`
}

function brandOf({ invoice }: Shown, { logo }: PublicLook): Html {
  const { name } = invoice.seller
  if (logo === null) return html`<div class="by">${name}</div>`
  const address = `data:${logo.mediaType};base64,${Buffer.from(logo.content).toString('base64')}`
  return html`<img class="logo" src="${address}" alt="${name}" />`
}

/** What it comes to now, and the files. */
function nowOf({ invoice, words, formats }: Shown, address: string): Html {
  const { paymentState, dueMinor, totalMinor, currency } = invoice
  const amountMinor = dueMinor === 0 ? totalMinor : Math.abs(dueMinor)
  const facts = {
    day: formats.day(invoice.dueOn),
    number: invoice.creditsNumber ?? '',
    daysLate: invoice.overdueDays,
  }
  return html`<section class="now">
    <div>
      <strong>${formats.money(amountMinor, currency)}</strong>
      <span>${paymentState === 'draft' ? '' : words.standing[paymentState](facts)}</span>
    </div>
    <div class="files">
      <a href="${address}/pdf">${words.downloadPdf}</a>
      ${invoice.hasEInvoice ? html`<a href="${address}/ubl">${words.downloadUbl}</a>` : null}
    </div>
  </section>`
}

function partiesOf({ invoice: { seller, client }, words }: Shown): Html {
  return html`<section class="parties">
    ${partyOf(words.from, seller)} ${partyOf(words.to, client)}
  </section>`
}

function partyOf(label: string, { name, address }: { name: string; address: string[] }): Html {
  return html`<div>
    <h2>${label}</h2>
    <p><b>${name}</b>${address.map((line) => html`<br />${line}`)}</p>
  </div>`
}

function factsOf({ invoice, words, formats }: Shown): Html {
  const { creditsNumber, client } = invoice
  const facts = [
    { label: words.number, value: invoice.number },
    { label: words.issuedOn, value: formats.day(invoice.issuedOn) },
    { label: words.dueOn, value: creditsNumber === null ? formats.day(invoice.dueOn) : '' },
    { label: words.credits, value: creditsNumber ?? '' },
    { label: words.reference, value: invoice.reference },
    { label: words.clientNumber, value: client.number },
    { label: words.yourVat, value: client.vatNumber },
  ]
  const shown = facts.filter(({ value }) => value !== '')
  return html`<dl class="facts">
    ${shown.map(
      ({ label, value }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
}

function linesOf({ invoice, words, formats }: Shown): Html {
  const { pricesIncludeVat } = invoice
  const price = pricesIncludeVat ? words.priceWithVat : words.price
  const amount = pricesIncludeVat ? words.amountWithVat : words.amount
  const columns = [words.description, words.quantity, price, words.vat, amount]
  return html`<table aria-label="${words.lines}">
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${invoice.lines.map(
        (line) =>
          html`<tr>
            <td>${line.description}</td>
            <td>${formats.quantity(line.quantity, 2)}</td>
            <td>${formats.quantity(line.unitPrice, 2)}</td>
            <td>
              <span class="phone">${words.vat}</span> ${formats.quantity(line.vatPercentage)}%
            </td>
            <td>${formats.money(shownMinor(line, pricesIncludeVat), null)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function sumsOf({ invoice, words, formats }: Shown): Html {
  const { currency, totalMinor, creditedMinor, paidMinor, dueMinor } = invoice
  const plain = (minor: number) => formats.money(minor, null)
  const sum = (label: string, value: string, kind = 'dim') =>
    html`<dt class="${kind}">${label}</dt>
      <dd class="${kind}">${value}</dd>`
  const taxes = invoice.taxes.map(({ percentage, netMinor, taxMinor }) =>
    sum(
      words.vatOn({ percentage: formats.quantity(percentage), amount: plain(netMinor) }),
      plain(taxMinor),
    ),
  )
  const hasMoved = creditedMinor !== 0 || paidMinor !== 0
  const left = dueMinor < 0 ? words.toRefund : words.due
  return html`<dl class="sums">
    ${sum(invoice.pricesIncludeVat ? words.withoutVat : words.subtotal, plain(invoice.subtotalMinor))}
    ${taxes}
    ${sum(invoice.pricesIncludeVat ? words.totalWithVat : words.total, formats.money(totalMinor, currency), 'whole')}
    ${creditedMinor === 0 ? null : sum(words.credited, plain(creditedMinor))}
    ${paidMinor === 0 ? null : sum(words.paid, plain(-paidMinor))}
    ${hasMoved ? sum(left, formats.money(Math.abs(dueMinor), currency), 'whole') : null}
  </dl>`
}

function remarksOf({ invoice: { remarks } }: Shown): Html | null {
  if (remarks.length === 0) return null
  return html`<div class="remarks">${remarks.map((each) => html`<p>${each}</p>`)}</div>`
}

/** How to pay what is due now; nothing where nothing is. */
function paymentOf({ invoice, words, formats }: Shown): Html | null {
  const { dueMinor, currency, number, seller, paymentTerms, paymentCode } = invoice
  if (dueMinor <= 0) return null
  const amount = formats.money(dueMinor, currency)
  const facts = { amount, day: formats.day(invoice.dueOn), number }
  const usual = invoice.overdueDays > 0 ? words.payNow(facts) : words.payBy(facts)
  const transfer = [
    { label: words.iban, value: ibanInGroups(seller.iban) },
    { label: words.bic, value: seller.bic },
    { label: words.accountName, value: seller.name },
    { label: words.stating, value: number },
  ].filter(({ value }) => value !== '')
  return html`<section class="pay">
    <div>
      <h2>${words.payment}</h2>
      <p>${paymentTerms === '' ? usual : filled(paymentTerms, facts)}</p>
      ${
        seller.iban === ''
          ? null
          : html`<dl>
              ${transfer.map(
                ({ label, value }) =>
                  html`<dt>${label}</dt>
                    <dd>${value}</dd>`,
              )}
            </dl>`
      }
    </div>
    ${
      paymentCode === null
        ? null
        : html`<figure>
            <div role="img" aria-label="${words.codeOf(number)}">${codeOf(paymentCode)}</div>
            <figcaption>${words.scan}</figcaption>
          </figure>`
    }
  </section>`
}

function codeOf(paymentCode: string): Html {
  return trusted(renderSVG(paymentCode, { border: 0, ecc: 'M' }))
}

function footerOf({ invoice: { seller, footer }, words }: Shown): Html {
  const labelled = (label: string, value: string) => (value === '' ? '' : `${label} ${value}`)
  const contact = [
    seller.email,
    seller.phone,
    seller.website,
    labelled(words.registration, seller.registrationNumber),
    labelled(words.vatNumber, seller.vatNumber),
  ].filter(Boolean)
  return html`<footer>
    ${footer === '' ? null : html`<p>${footer}</p>`}
    <p>${[seller.name, ...contact].join(' · ')}</p>
  </footer>`
}

function filled(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (given, name: string) => values[name] ?? given)
}
