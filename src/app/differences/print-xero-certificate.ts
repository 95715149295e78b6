import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import {
  type CertificateAsked,
  certifyMonth,
  type MonthCertificate,
} from '#app/parts/month-certificate.ts'
import { printed } from '#app/parts/print.ts'
import type { PaperCell, ReportColumn, ReportSection } from '#app/ports/printer.ts'
import { refuse } from '#app/refuse.ts'
import type { XeroDocument } from '#db/xero-documents.ts'
import { readerSettings } from '#app/parts/reader-settings.ts'
import { fileWords, type FileWords, type Label } from '#domain/words/file-words.ts'
import { sumMinor } from '#domain/money.ts'
import { createFormats, type Formats } from '#lib/formats.ts'

const mostRows = 5000

/** The certificate of a month as a PDF: every document with its amounts on both sides, the sums, and whether they agree. */
export async function printXeroCertificate(
  ctx: Context,
  asked: CertificateAsked,
): Promise<{ name: string; bytes: Uint8Array }> {
  allow(ctx, 'xero:read')
  const certificate = await certifyMonth(ctx, asked)
  const { month } = certificate
  if (certificate.documents.length > mostRows) refuse('report_is_too_long_to_print')
  const settings = await readerSettings(ctx)
  const words = fileWords(settings.language)
  const formats = createFormats(settings)
  const { totals } = certificate
  const bytes = await printed(
    ctx.printer.report({
      formats: settings,
      workspaceName: settings.name,
      title: words('Hourbook and Xero, {{month}}', { month }),
      facts: factsOf(certificate, { formats, currency: settings.currency, words }),
      columns: columns.map((each) => ({ ...each, label: words(each.label) })),
      sections: sectionsOf(certificate, words),
      totals: rowOfSums(totals.hourbookMinor, totals.xeroMinor, words),
    }),
  )
  return { name: words('hourbook-and-xero-{{month}}', { month }), bytes }
}

const columns: (ReportColumn & { label: Label })[] = [
  { label: 'Date', kind: 'day' },
  { label: 'Number', kind: 'short' },
  { label: 'Client', kind: 'words' },
  { label: 'Status in Xero', kind: 'short' },
  { label: 'Hourbook', kind: 'number' },
  { label: 'Xero', kind: 'number' },
  { label: 'Paid in Xero', kind: 'number' },
  { label: 'Difference', kind: 'number' },
  { label: 'Remark', kind: 'words' },
]

function factsOf(
  certificate: MonthCertificate,
  { formats, currency, words }: { formats: Formats; currency: string; words: FileWords },
) {
  const { totals, administration, readSince, drafts, waiting } = certificate
  return [
    ...(administration === null ? [] : [{ label: words('Administration'), value: administration }]),
    { label: words('Currency'), value: currency },
    { label: words('Documents'), value: formats.number(String(totals.documents)) },
    ...(drafts.documents === 0
      ? []
      : [
          {
            label: words('Not in the ledger of Xero yet'),
            value: words('{{count}} as draft or for approval, {{amount}}', {
              count: formats.number(String(drafts.documents)),
              amount: formats.money(drafts.minor, currency),
            }),
          },
        ]),
    ...(waiting.documents === 0
      ? []
      : [
          {
            label: words('Not in Xero'),
            value: words('{{count}} refused or on their way, {{amount}}', {
              count: formats.number(String(waiting.documents)),
              amount: formats.money(waiting.minor, currency),
            }),
          },
        ]),
    { label: words('Result'), value: certificateResult(certificate, words) },
    ...(readSince === null
      ? []
      : [{ label: words('Xero as read since'), value: formats.moment(readSince.toISOString()) }]),
  ]
}

/** What a month comes to in a line: two sides agree only where something was sent, and nothing of it is left. */
function certificateResult(
  { sent, hasEverSent, open, accepted, totals, waiting: { documents: waiting } }: MonthCertificate,
  words: FileWords,
): string {
  if (waiting === 0) {
    if (!hasEverSent) return words('Nothing was ever sent to Xero')
    if (sent === 0) return words('Nothing of this month was sent to Xero')
    if (open === 0 && totals.differenceMinor === 0) return words('Both sides agree to the cent')
  }
  const differing = open === 1 ? '{{count}} document differs' : '{{count}} documents differ'
  const absent =
    waiting === 1 ? '{{count}} document is not in Xero' : '{{count}} documents are not in Xero'
  const parts = [
    ...(waiting > 0 ? [words(absent, { count: String(waiting) })] : []),
    ...(open > 0 ? [words(differing, { count: String(open) })] : []),
    ...(accepted > 0
      ? [words('{{count}} with differences that were accepted', { count: String(accepted) })]
      : []),
  ]
  return parts.join(', ') || words('The sums differ')
}

function sectionsOf({ documents }: MonthCertificate, words: FileWords): ReportSection[] {
  const live = documents.filter(({ document }) => document.state === 'confirmed')
  const invoices = live.filter(({ document }) => document.kind === 'invoice')
  const journals = live.filter(({ document }) => document.kind === 'manual_journal')
  const closed = documents.filter(({ document }) => document.state !== 'confirmed')
  return [
    section('Invoices in Xero', { documents: invoices, words }),
    section('Sales transactions and reversals (manual journals)', { documents: journals, words }),
    section('Voided, deleted or credited', { documents: closed, words }),
  ].filter((each) => each.rows.length > 0)
}

function section(
  title: Label,
  { documents, words }: { documents: MonthCertificate['documents']; words: FileWords },
): ReportSection {
  const sum = (name: 'hourbookMinor' | 'xeroMinor') => sumMinor(documents.map((each) => each[name]))
  const rows = documents.map((each) => rowOf(each, words))
  const totals = rowOfSums(sum('hourbookMinor'), sum('xeroMinor'), words)
  return { title: words(title), rows, totals }
}

function rowOf(each: MonthCertificate['documents'][number], words: FileWords): PaperCell[] {
  const { document, hourbookMinor, xeroMinor, differences, isAccepted } = each
  const several = differences === 1 ? '{{count}} difference' : '{{count}} differences'
  const differs = [
    ...(differences === 0 ? [] : [words(several, { count: String(differences) })]),
    ...(differences > 0 && isAccepted ? [words('accepted')] : []),
  ].join(', ')
  const reversal = reversalWords(document)
  const remark = [reversal && words(reversal), differs].filter(Boolean).join('; ')
  return [
    { day: document.issuedOn },
    document.xeroNumber ?? document.reference,
    document.clientName,
    document.state === 'credited' ? 'CREDITED' : (document.xeroStatus ?? ''),
    { minor: hourbookMinor },
    { minor: xeroMinor },
    document.xeroPaidMinor === null ? null : { minor: document.xeroPaidMinor },
    { minor: xeroMinor - hourbookMinor },
    remark,
  ]
}

function reversalWords({ reversesId, reversedAt }: XeroDocument): Label | null {
  if (reversesId !== null) return 'reversal'
  return reversedAt === null ? null : 'reversed'
}

function rowOfSums(hourbookMinor: number, xeroMinor: number, words: FileWords): PaperCell[] {
  const amounts = [{ minor: hourbookMinor }, { minor: xeroMinor }]
  return [
    null,
    null,
    words('Total'),
    null,
    ...amounts,
    null,
    { minor: xeroMinor - hourbookMinor },
    null,
  ]
}
