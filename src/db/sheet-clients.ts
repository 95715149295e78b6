import { sql } from 'kysely'
import type { SheetClient } from '#domain/client-sheet.ts'
import type { SimilarClient } from '#domain/client-suggestion.ts'
import type { Database, Transaction } from './database.ts'

/** A client with what a file can tell of it. */
export type StoredSheetClient = SheetClient & {
  id: string
  numberKey: string | null
  /** The administration it belongs to; null for the default one. */
  connectionId: string | null
}

type ByKeys = { numberKeys: string[]; ids: string[] }

/** The clients that have one of these numbers, apart from case and spaces, or one of these ids. */
export async function listSheetClients(
  db: Database,
  { workspaceId, numberKeys, ids }: { workspaceId: string } & ByKeys,
): Promise<StoredSheetClient[]> {
  return await selectSheetClients(db, workspaceId)
    .where((eb) =>
      eb.or([
        eb('number_key', '=', sql<string>`any(${numberKeys}::text[])`),
        eb('id', '=', sql<string>`any(${ids}::uuid[])`),
      ]),
    )
    .execute()
}

/** Locks clients, in one order, and answers what they are. */
export async function lockSheetClients(
  tx: Transaction,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<Map<string, StoredSheetClient>> {
  const rows = await selectSheetClients(tx, workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** What all clients may be recognised by, the longest known first. */
export async function listSimilarClients(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<SimilarClient[]> {
  return await db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .select(['id', 'number', 'name', 'email', 'vat_number as vatNumber'])
    .orderBy('archived_at', (order) => order.desc().nullsFirst())
    .orderBy('id')
    .execute()
}

/** Makes clients of rows. One whose number was taken in the meantime is left out; answers the ids that were made. */
export async function insertSheetClients(
  tx: Transaction,
  values: { workspaceId: string; createdAt: Date; clients: (SheetClient & { id: string })[] },
): Promise<Set<string>> {
  const { workspaceId, createdAt, clients } = values
  if (clients.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    insert into clients
      (workspace_id, id, number, name, email, phone, vat_number, invoice_address, visiting_address,
       contact_persons, payment_term_days, hourly_rate, notes, source, created_at, updated_at)
    select ${workspaceId}::uuid, id, number, name, email, phone, "vatNumber", "invoiceAddress",
      "visitingAddress", "contactPersons", "paymentTermDays", "hourlyRate", coalesce(notes, ''), 'file',
      ${createdAt}::timestamptz, ${createdAt}::timestamptz
    from json_to_recordset(${JSON.stringify(clients)}::json) as given(${columns})
    on conflict do nothing
    returning id`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

export async function updateSheetClients(
  tx: Transaction,
  values: { workspaceId: string; updatedAt: Date; clients: (SheetClient & { id: string })[] },
): Promise<void> {
  const { workspaceId, updatedAt, clients } = values
  if (clients.length === 0) return
  await sql`
    update clients
    set number = given.number, name = given.name, email = given.email, phone = given.phone,
      vat_number = given."vatNumber", invoice_address = given."invoiceAddress",
      visiting_address = given."visitingAddress", contact_persons = given."contactPersons",
      payment_term_days = given."paymentTermDays", hourly_rate = given."hourlyRate",
      notes = coalesce(given.notes, ''), updated_at = ${updatedAt}
    from json_to_recordset(${JSON.stringify(clients)}::json) as given(${columns})
    where clients.workspace_id = ${workspaceId} and clients.id = given.id`.execute(tx)
}

function selectSheetClients(db: Database, workspaceId: string) {
  return db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .select([
      'id',
      'number',
      'number_key as numberKey',
      'name',
      'email',
      'phone',
      'vat_number as vatNumber',
      'payment_term_days as paymentTermDays',
      'hourly_rate as hourlyRate',
      'notes',
      'connection_id as connectionId',
    ])
    .select((eb) => [
      eb.ref('invoice_address').$castTo<SheetClient['invoiceAddress']>().as('invoiceAddress'),
      eb.ref('visiting_address').$castTo<SheetClient['visitingAddress']>().as('visitingAddress'),
      eb.ref('contact_persons').$castTo<SheetClient['contactPersons']>().as('contactPersons'),
    ])
}

const columns = sql.raw(`
  id uuid, number text, name text, email text, phone text, "vatNumber" text, "invoiceAddress" jsonb,
  "visitingAddress" jsonb, "contactPersons" jsonb, "paymentTermDays" integer, "hourlyRate" numeric, notes text`)
