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
import { getWorkspace } from '#db/workspaces.ts'
import { sumMinor } from '#domain/money.ts'
import { createFormats, type Formats } from '#lib/formats.ts'

const mostRows = 5000

/** The certificate of a month as a PDF: every document with its amounts on both sides, the sums, and whether they agree. */
export async function printXeroCertificate(
  ctx: Context,
  asked: CertificateAsked,
): Promise<{ name: string; bytes: Uint8Array }> {
  allow(ctx, 'xero:read')
  const { workspaceId } = ctx
  const certificate = await certifyMonth(ctx, asked)
  const { month } = certificate
  if (certificate.documents.length > mostRows) refuse('report_is_too_long_to_print')
  const settings = await getWorkspace(ctx.db, { workspaceId })
  const formats = createFormats(settings)
  const { totals } = certificate
  const bytes = await printed(
    ctx.printer.report({
      formats: settings,
      workspaceName: settings.name,
      title: `Hourbook and Xero, ${month}`,
      facts: factsOf(certificate, formats, settings.currency),
      columns,
      sections: sectionsOf(certificate),
      totals: rowOfSums(totals.hourbookMinor, totals.xeroMinor),
    }),
  )
  return { name: `hourbook-and-xero-${month}`, bytes }
}

const columns: ReportColumn[] = [
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

function factsOf(certificate: MonthCertificate, formats: Formats, currency: string) {
  const { totals, administration, readSince, drafts } = certificate
  return [
    ...(administration === null ? [] : [{ label: 'Administration', value: administration }]),
    { label: 'Currency', value: currency },
    { label: 'Documents', value: String(totals.documents) },
    ...(drafts.documents === 0
      ? []
      : [
          {
            label: 'Not in the ledger of Xero yet',
            value: `${drafts.documents} as draft or for approval, ${formats.money(drafts.minor, currency)}`,
          },
        ]),
    { label: 'Result', value: certificateResult(certificate) },
    ...(readSince === null
      ? []
      : [{ label: 'Xero as read since', value: formats.moment(readSince.toISOString()) }]),
  ]
}

/** What a month comes to in a line: two sides agree only where something was sent. */
function certificateResult({
  sent,
  hasEverSent,
  open,
  accepted,
  totals,
}: MonthCertificate): string {
  if (!hasEverSent) return 'Nothing was ever sent to Xero'
  if (sent === 0) return 'Nothing of this month was sent to Xero'
  if (open === 0 && totals.differenceMinor === 0) return 'Both sides agree to the cent'
  const words = [
    ...(open > 0 ? [`${open} ${open === 1 ? 'document differs' : 'documents differ'}`] : []),
    ...(accepted > 0 ? [`${accepted} with differences that were accepted`] : []),
  ]
  return words.join(', ') || 'The sums differ'
}

function sectionsOf({ documents }: MonthCertificate): ReportSection[] {
  const live = documents.filter(({ document }) => document.state === 'confirmed')
  const invoices = live.filter(({ document }) => document.kind === 'invoice')
  const journals = live.filter(({ document }) => document.kind === 'manual_journal')
  const closed = documents.filter(({ document }) => document.state !== 'confirmed')
  return [
    section('Invoices in Xero', invoices),
    section('Sales transactions and reversals (manual journals)', journals),
    section('Voided, deleted or credited', closed),
  ].filter((each) => each.rows.length > 0)
}

function section(title: string, documents: MonthCertificate['documents']): ReportSection {
  const sum = (name: 'hourbookMinor' | 'xeroMinor') => sumMinor(documents.map((each) => each[name]))
  const rows = documents.map(rowOf)
  return { title, rows, totals: rowOfSums(sum('hourbookMinor'), sum('xeroMinor')) }
}

function rowOf(each: MonthCertificate['documents'][number]): PaperCell[] {
  const { document, hourbookMinor, xeroMinor, differences, isAccepted } = each
  const differs =
    differences === 0
      ? null
      : `${differences} ${differences === 1 ? 'difference' : 'differences'}${isAccepted ? ', accepted' : ''}`
  const remark = [reversalWords(document), differs].filter((each) => each !== null).join('; ')
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

function reversalWords({ reversesId, reversedAt }: XeroDocument): string | null {
  if (reversesId !== null) return 'reversal'
  return reversedAt === null ? null : 'reversed'
}

function rowOfSums(hourbookMinor: number, xeroMinor: number): PaperCell[] {
  const amounts = [{ minor: hourbookMinor }, { minor: xeroMinor }]
  return [null, null, 'Total', null, ...amounts, null, { minor: xeroMinor - hourbookMinor }, null]
}
