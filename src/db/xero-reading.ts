import { sql } from 'kysely'
import { type DocumentState, stateAfter, statesBefore } from '#domain/document-state.ts'
import { anyUuid, type Database, type Transaction } from './database.ts'
import { type XeroDocumentKind } from './xero-documents.ts'

// What Xero has of our documents after they were confirmed.

type Connection = { workspaceId: string; connectionId: string }

/** A document of ours, as far as reading it back is concerned. */
export type KnownDocument = {
  id: string
  kind: XeroDocumentKind
  state: DocumentState
  reversesId: string | null
  /** The own invoice that it is the sales transaction of. */
  invoiceId: string | null
  connectionId: string
  xeroId: string
  xeroStatus: string
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  xeroSubtotalMinor: number
  xeroTaxMinor: number
  xeroTotalMinor: number
  xeroPaidMinor: number | null
  xeroCreditedMinor: number | null
  xeroSentToContact: boolean | null
  xeroUpdatedAt: Date | null
}

/** What was read of one. */
export type DocumentReading = {
  documentId: string
  status: string
  number: string | null
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  paidMinor: number
  creditedMinor: number
  dueMinor: number
  fullyPaidOn: string | null
  /** Whether the customer got it; null where Xero does not say. */
  isSentToContact: boolean | null
  updatedAt: string | null
  now: unknown
}

/**
 * Holds those of an organisation's documents that are ours, and the journals that they take back, in one order everywhere, while
 * what was read is written.
 */
export async function lockDocumentsInXero(
  tx: Transaction,
  {
    workspaceId,
    tenantId,
    xeroIds,
  }: { workspaceId: string; tenantId: string; xeroIds: readonly string[] },
): Promise<KnownDocument[]> {
  return await selectKnown(tx, workspaceId)
    .where(
      sql<boolean>`id in (
        select unnest(array[x.id, x.reverses_id]) from xero_documents x
        where x.workspace_id = ${workspaceId} and x.tenant_id = ${tenantId}
          and x.xero_id = any(${sql.val(xeroIds)}::uuid[]))`,
    )
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Which of these are ours, and when what we know of each changed last. */
export async function findDocumentsInXero(
  db: Database,
  {
    workspaceId,
    tenantId,
    xeroIds,
  }: { workspaceId: string; tenantId: string; xeroIds: readonly string[] },
): Promise<KnownDocument[]> {
  return await selectKnown(db, workspaceId)
    .where('tenant_id', '=', tenantId)
    .where('xero_id', '=', anyUuid(xeroIds))
    .execute()
}

/** What is confirmed and was not looked at since a moment, the longest unseen first, without what never changes again. */
export async function listDocumentsToCheck(
  db: Database,
  {
    workspaceId,
    connectionId,
    kind,
    notSince,
    limit,
  }: Connection & { kind: XeroDocumentKind; notSince: Date; limit: number },
): Promise<KnownDocument[]> {
  return await selectKnown(db, workspaceId)
    .where('connection_id', '=', connectionId)
    .where('kind', '=', kind)
    .where('state', '=', 'confirmed')
    .where('xero_status', '!=', 'PAID')
    .where(
      sql<boolean>`(xero_read_at < ${notSince} or (xero_read_at is null and confirmed_at <= ${notSince}))`,
    )
    .orderBy(sql`coalesce(xero_read_at, confirmed_at)`)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Documents that were found voided or deleted at the very moment they were confirmed. */
export async function listClosedUnseen(
  db: Database,
  { workspaceId, connectionId }: Connection,
): Promise<KnownDocument[]> {
  return await selectKnown(db, workspaceId)
    .where('connection_id', '=', connectionId)
    .where('state', '=', 'confirmed')
    .where('xero_status', 'in', ['VOIDED', 'DELETED'])
    .execute()
}

/** What was last read of the sales invoice of an own invoice, as Xero had it; undefined where there is none. */
export async function findSalesInvoiceNow(
  db: Database,
  { workspaceId, invoiceId }: { workspaceId: string; invoiceId: string },
): Promise<unknown> {
  const row = await db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('invoice_id', '=', invoiceId)
    .where('kind', '=', 'invoice')
    .where('state', '=', 'confirmed')
    .select('xero_now as now')
    .executeTakeFirst()
  return row?.now ?? undefined
}

export async function recordReading(
  tx: Transaction,
  { workspaceId, now, reading }: { workspaceId: string; now: Date; reading: DocumentReading },
): Promise<void> {
  await tx
    .updateTable('xero_documents')
    .set({
      xero_status: reading.status,
      ...(reading.number !== null && { xero_number: reading.number }),
      xero_subtotal_minor: reading.subtotalMinor,
      xero_tax_minor: reading.taxMinor,
      xero_total_minor: reading.totalMinor,
      xero_paid_minor: reading.paidMinor,
      xero_credited_minor: reading.creditedMinor,
      xero_due_minor: reading.dueMinor,
      xero_fully_paid_on: reading.fullyPaidOn,
      xero_sent_to_contact: reading.isSentToContact,
      xero_updated_at: reading.updatedAt === null ? null : sql<Date>`${reading.updatedAt}`,
      xero_now: JSON.stringify(reading.now),
      xero_read_at: now,
      problem_code: null,
      problem_detail: null,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', reading.documentId)
    .execute()
}

/** The customer got it. */
export async function recordSentToContact(
  tx: Transaction,
  { workspaceId, documentId }: { workspaceId: string; documentId: string },
): Promise<void> {
  await tx
    .updateTable('xero_documents')
    .set({ xero_sent_to_contact: true })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', documentId)
    .execute()
}

/** It bills nothing any more. */
export async function recordClosed(
  tx: Transaction,
  {
    workspaceId,
    documentId,
    event,
    ...closed
  }: {
    workspaceId: string
    documentId: string
    event: 'void' | 'credit'
    closedAt: Date
    closedBy: string | null
    itemsFreed: number
  },
): Promise<void> {
  await tx
    .updateTable('xero_documents')
    .set({
      state: stateAfter[event],
      closed_at: closed.closedAt,
      closed_by: closed.closedBy,
      items_freed: closed.itemsFreed,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', documentId)
    .where('state', 'in', statesBefore(event))
    .execute()
}

/** They were looked at; what Xero did not know is kept as a problem of the document. */
export async function recordChecked(
  tx: Transaction,
  {
    workspaceId,
    now,
    checkedIds,
    missingIds,
  }: { workspaceId: string; now: Date; checkedIds: string[]; missingIds: string[] },
): Promise<void> {
  await tx
    .updateTable('xero_documents')
    .set({ xero_read_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', anyUuid(checkedIds))
    .execute()
  await tx
    .updateTable('xero_documents')
    .set({ problem_code: 'not_found_in_xero', problem_detail: '' })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', anyUuid(missingIds))
    .where('state', '=', 'confirmed')
    .execute()
}

export type ReadingState = {
  invoicesReadUpTo: Date | null
  journalsReadUpTo: Date | null
  documentsCheckedAt: Date | null
  /** When the look at all that is open began that is under way; null when none is. */
  documentsCheckBeganAt: Date | null
  /** Since when there are documents to follow; null when there are none. */
  firstInvoiceAt: Date | null
  firstJournalAt: Date | null
}

/** How far an organisation was read, and whether there is anything to follow. */
export async function findReadingState(
  db: Database,
  { workspaceId, connectionId }: Connection,
): Promise<ReadingState | undefined> {
  const { rows } = await sql<ReadingState>`
    select x.invoices_read_up_to as "invoicesReadUpTo", x.journals_read_up_to as "journalsReadUpTo",
      x.documents_checked_at as "documentsCheckedAt",
      x.documents_check_began_at as "documentsCheckBeganAt",
      (select min(coalesce(d.xero_updated_at, d.confirmed_at)) from xero_documents d
        where d.workspace_id = x.workspace_id and d.connection_id = x.id and d.kind = 'invoice'
          and d.state = 'confirmed') as "firstInvoiceAt",
      (select min(coalesce(d.xero_updated_at, d.confirmed_at)) from xero_documents d
        where d.workspace_id = x.workspace_id and d.connection_id = x.id and d.kind = 'manual_journal'
          and d.state = 'confirmed') as "firstJournalAt"
    from xero_connections x
    where x.workspace_id = ${workspaceId} and x.id = ${connectionId}`.execute(db)
  return rows[0]
}

export async function setReadingState(
  tx: Transaction,
  {
    workspaceId,
    connectionId,
    ...values
  }: Connection & {
    invoicesReadUpTo?: Date | null
    journalsReadUpTo?: Date | null
    documentsReadAt?: Date
    documentsCheckedAt?: Date
    documentsCheckBeganAt?: Date | null
  },
): Promise<void> {
  const { invoicesReadUpTo, journalsReadUpTo, documentsReadAt } = values
  const { documentsCheckedAt, documentsCheckBeganAt } = values
  await tx
    .updateTable('xero_connections')
    .set({
      ...(invoicesReadUpTo && { invoices_read_up_to: invoicesReadUpTo }),
      ...(journalsReadUpTo && { journals_read_up_to: journalsReadUpTo }),
      ...(documentsReadAt && { documents_read_at: documentsReadAt }),
      ...(documentsCheckedAt && { documents_checked_at: documentsCheckedAt }),
      ...(documentsCheckBeganAt !== undefined && {
        documents_check_began_at: documentsCheckBeganAt,
      }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .execute()
}

export type ReadingCandidate = {
  workspaceId: string
  connectionId: string
  timeZone: string
  documentsReadAt: Date | null
}

/** Every organisation, of any workspace, with documents to follow. Only the schedule asks this. */
export async function listReadingCandidates(db: Database): Promise<ReadingCandidate[]> {
  return await db
    .selectFrom('xero_connections as x')
    .innerJoin('workspaces as w', 'w.workspace_id', 'x.workspace_id')
    .where('x.state', '=', 'active')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('xero_documents as d')
          .whereRef('d.workspace_id', '=', 'x.workspace_id')
          .whereRef('d.connection_id', '=', 'x.id')
          .where('d.state', '=', 'confirmed')
          .select('d.id'),
      ),
    )
    .select([
      'x.workspace_id as workspaceId',
      'x.id as connectionId',
      'w.time_zone as timeZone',
      'x.documents_read_at as documentsReadAt',
    ])
    .orderBy('x.workspace_id')
    .execute()
}

function selectKnown(db: Database, workspaceId: string) {
  return db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('xero_id', 'is not', null)
    .select([
      'id',
      'kind',
      'state',
      'reverses_id as reversesId',
      'invoice_id as invoiceId',
      'connection_id as connectionId',
      'subtotal_minor as subtotalMinor',
      'tax_minor as taxMinor',
      'total_minor as totalMinor',
      'xero_paid_minor as xeroPaidMinor',
      'xero_credited_minor as xeroCreditedMinor',
      'xero_sent_to_contact as xeroSentToContact',
      'xero_updated_at as xeroUpdatedAt',
    ])
    .select((eb) => [
      eb.ref('xero_id').$notNull().as('xeroId'),
      eb.ref('xero_status').$notNull().as('xeroStatus'),
      eb.ref('xero_subtotal_minor').$notNull().as('xeroSubtotalMinor'),
      eb.ref('xero_tax_minor').$notNull().as('xeroTaxMinor'),
      eb.ref('xero_total_minor').$notNull().as('xeroTotalMinor'),
    ])
}
