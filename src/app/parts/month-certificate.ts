import {
  hasSentDocuments,
  listComparedDocuments,
  listDocumentIdsOfMonth,
  sumWaitingOfMonth,
} from '#db/xero-differences.ts'
import { listXeroDocuments, type XeroDocument } from '#db/xero-documents.ts'
import { isAdministration, listConnections } from '#db/xero-connections.ts'
import { bearsOnLedger } from '#domain/differences.ts'
import { sumMinor } from '#domain/money.ts'
import { daysOfMonth } from '#domain/month.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { dayIn } from '#lib/zoned-time.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'
import { compareDocuments } from './compare-documents.ts'

type CertifiedDocument = {
  document: XeroDocument
  hourbookMinor: number
  xeroMinor: number
  /** Those that bear on the ledger. */
  differences: number
  isAccepted: boolean
}

/** What the documents of a month come to on both sides. */
export type MonthCertificate = {
  month: string
  /** The one it is about; of all of them their names. */
  administration: string | null
  documents: CertifiedDocument[]
  totals: { documents: number; hourbookMinor: number; xeroMinor: number; differenceMinor: number }
  /** What of it is a draft in Xero, or waits for approval: its ledger does not have that yet. */
  drafts: { documents: number; minor: number }
  /** Documents of the month that are not in Xero: refused, on their way, or nobody knows. As long as there are any, nothing agrees. */
  waiting: { documents: number; minor: number }
  /** Documents that differ and that nobody accepted. */
  open: number
  accepted: number
  /** Documents of the month that Xero has or had; without any there is nothing to agree about. */
  sent: number
  /** Whether any document of any month was ever sent. */
  hasEverSent: boolean
  /** The longest ago that one of them was read from Xero. */
  readSince: Date | null
}

export type CertificateAsked = {
  month?: string | undefined
  /** Of this administration only. */
  connectionId?: string | undefined
}

/** Documents that count in Xero are added up; what is voided or credited is named, with nothing. */
export async function certifyMonth(
  ctx: Context,
  asked: CertificateAsked,
): Promise<MonthCertificate> {
  const { workspaceId } = ctx
  const { timeZone } = await getWorkspace(ctx.db, { workspaceId })
  const month = asked.month ?? dayIn(timeZone, ctx.clock.now()).slice(0, 'YYYY-MM'.length)
  const ofMonth = { workspaceId, connectionId: asked.connectionId, ...daysOfMonth(month) }
  const ids = await listDocumentIdsOfMonth(ctx.db, ofMonth)
  const listed = await listXeroDocuments(ctx.db, { workspaceId, documentIds: ids })
  const compared = await listComparedDocuments(ctx.db, { workspaceId, documentIds: ids })
  const comparisons = await compareDocuments(ctx.db, { workspaceId, compared })
  const byId = new Map(comparisons.map((each) => [each.document.id, each]))
  const place = new Map(ids.map((id, index) => [id, index]))
  const inOrder = listed.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
  const documents = inOrder.map((document): CertifiedDocument => {
    const comparison = byId.get(document.id)
    const isLive = document.state === 'confirmed'
    return {
      document,
      hourbookMinor: isLive ? document.totalMinor : 0,
      xeroMinor: isLive ? (document.xeroTotalMinor ?? 0) : 0,
      differences: isLive ? (comparison?.differences.filter(bearsOnLedger).length ?? 0) : 0,
      isAccepted: comparison?.isAccepted ?? false,
    }
  })
  const hourbookMinor = sumMinor(documents.map((each) => each.hourbookMinor))
  const xeroMinor = sumMinor(documents.map((each) => each.xeroMinor))
  const drafts = documents.filter(({ document }) => isDraft(document))
  const differing = documents.filter((each) => each.differences > 0)
  const read = documents.flatMap(
    ({ document }) => document.xeroReadAt ?? document.confirmedAt ?? [],
  )
  return {
    month,
    administration: await nameOf(ctx, { asked, documents: listed }),
    documents,
    totals: {
      documents: documents.filter((each) => each.document.state === 'confirmed').length,
      hourbookMinor,
      xeroMinor,
      differenceMinor: xeroMinor - hourbookMinor,
    },
    drafts: { documents: drafts.length, minor: sumMinor(drafts.map((each) => each.xeroMinor)) },
    waiting: await sumWaitingOfMonth(ctx.db, ofMonth),
    open: differing.filter((each) => !each.isAccepted).length,
    accepted: differing.filter((each) => each.isAccepted).length,
    sent: documents.length,
    hasEverSent:
      documents.length > 0 ||
      (await hasSentDocuments(ctx.db, { workspaceId, connectionId: asked.connectionId })),
    readSince: read.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
  }
}

function isDraft({ state, xeroStatus }: XeroDocument): boolean {
  return state === 'confirmed' && (xeroStatus === 'DRAFT' || xeroStatus === 'SUBMITTED')
}

/** The administrations there are and those of the documents, in one line. */
async function nameOf(
  { db, workspaceId }: Context,
  { asked, documents }: { asked: CertificateAsked; documents: readonly XeroDocument[] },
): Promise<string | null> {
  const connections = await listConnections(db, { workspaceId })
  const { connectionId } = asked
  const isKnown = connections.some((each) => each.id === connectionId)
  if (connectionId !== undefined && !isKnown) refuse('xero_connection_not_found')
  const used = new Set(documents.map((document) => document.connectionId))
  const named = connections.filter((each) =>
    connectionId === undefined
      ? isAdministration(each) || used.has(each.id)
      : each.id === connectionId,
  )
  return named.map((each) => each.name).join(', ') || null
}
