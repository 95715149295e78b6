import { html, type Html } from './html.ts'
import { page } from './page.ts'
import type { Answer } from './http.ts'
import type { Organisation } from './records.ts'

export const organisationPath = ({ shortCode }: { shortCode: string }): string =>
  `/app/${encodeURIComponent(shortCode)}`

const amounts = new Intl.NumberFormat('en-GB', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
})
const quantities = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 4 })
const prices = new Intl.NumberFormat('en-GB', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
})
const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

export const money = (cents: number): string => amounts.format(cents / 100)
export const quantity = (fine: number): string => quantities.format(fine / 10_000)
export const price = (fine: number): string => prices.format(fine / 10_000)
export const day = (text: string): string => days.format(Date.parse(`${text}T00:00:00Z`))

const moments = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})
export const moment = (at: number): string => `${moments.format(at)} UTC`

/** 1 invoice, 14 invoices. */
export const counted = (count: number, noun: string): string =>
  `${quantities.format(count)} ${noun}${count === 1 ? '' : 's'}`

/** 934 bytes, 12.3 kB, 4.0 MB. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

const tones: Readonly<Record<string, string>> = {
  AUTHORISED: 'good',
  PAID: 'good',
  POSTED: 'good',
  ACTIVE: 'good',
  SUBMITTED: 'warn',
  VOIDED: 'bad',
  DELETED: 'bad',
}

const statusWords: Readonly<Record<string, string>> = {
  AUTHORISED: 'Authorised',
  SUBMITTED: 'Awaiting approval',
  GDPRREQUEST: 'GDPR request',
}

/** A status in words. */
export const statusBadge = (status: string): Html =>
  html`<span class="status ${tones[status] ?? ''}"
    >${statusWords[status] ?? capitalised(status)}</span
  >`

const capitalised = (text: string) => `${text.charAt(0)}${text.slice(1).toLowerCase()}`

const sections = [
  ['', 'Overview'],
  ['/invoices', 'Invoices'],
  ['/credit-notes', 'Credit notes'],
  ['/contacts', 'Contacts'],
  ['/journals', 'Journals'],
  ['/accounts', 'Accounts'],
] as const

/** A page inside an organisation, with its menu. */
export function organisationFrame(
  { profile }: Organisation,
  options: { title: string; section: (typeof sections)[number][1] },
  content: Html,
): Answer {
  const base = organisationPath(profile)
  const nav = html`${sections.map(
    ([path, name]) =>
      html`<a href="${base}${path}" ${name === options.section && html`aria-current="page"`}
        >${name}</a
      >`,
  )}`
  return page(`${options.title} · ${profile.name}`, content, {
    nav,
    where: profile.name,
    here: 'ledgers',
  })
}

/** A table that scrolls sideways where it is too wide, reachable by keyboard. */
export const scrolling = (label: string, table: Html): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${table}</div>`
