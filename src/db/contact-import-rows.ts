import { sql } from 'kysely'
import type { Finding, RowResult } from './contact-imports.ts'
import type { Database, Transaction } from './database.ts'

type Key = { workspaceId: string; importId: string }

export type RowChoice = 'apply' | 'create' | 'skip'

/** What an import found about one contact, and what becomes of it. */
export type ImportRow = {
  position: number
  contactId: string
  contact: unknown
  finding: Finding
  reason: string | null
  clientId: string | null
  changes: unknown
  choice: RowChoice
  result: RowResult | null
  resultDetail: string | null
}

export type NewImportRow = Omit<ImportRow, 'result' | 'resultDetail'>

/** Adds a page of rows in one statement. A contact that was seen on an earlier page keeps its first row. */
export async function insertImportRows(
  tx: Transaction,
  { workspaceId, importId, rows }: Key & { rows: NewImportRow[] },
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into contact_import_rows
      (workspace_id, import_id, position, contact_id, contact, finding, reason, client_id, changes, choice)
    select ${workspaceId}::uuid, ${importId}::uuid, "position", "contactId", contact, finding, reason, "clientId",
      changes, choice
    from json_to_recordset(${JSON.stringify(rows)}::json) as given(
      "position" integer, "contactId" uuid, contact json, finding text, reason text, "clientId" uuid,
      changes jsonb, choice text)
    on conflict do nothing`.execute(tx)
}

export type Merge = { contactId: string; mergedToContactId: string }

/** The contacts of an import that were merged into another, on whatever page they came. */
export async function listMergedContacts(
  tx: Transaction,
  { workspaceId, importId }: Key,
): Promise<Merge[]> {
  const into = sql<string>`contact->>'mergedToContactId'`
  return await tx
    .selectFrom('contact_import_rows')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where(into, 'is not', null)
    .select(['contact_id as contactId', into.as('mergedToContactId')])
    .execute()
}

/** Takes out the rows of contacts that nobody was when they were read, and that a later one has been merged into since. */
export async function takeNewlyLinked(
  tx: Transaction,
  { workspaceId, importId, tenantId }: Key & { tenantId: string },
): Promise<{ position: number; contact: unknown }[]> {
  return await tx
    .deleteFrom('contact_import_rows as rows')
    .where('rows.workspace_id', '=', workspaceId)
    .where('rows.import_id', '=', importId)
    .where('rows.finding', '=', 'new')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('xero_contact_links as links')
          .select('links.client_id')
          .where('links.workspace_id', '=', workspaceId)
          .where('links.tenant_id', '=', tenantId)
          .whereRef('links.contact_id', '=', 'rows.contact_id'),
      ),
    )
    .returning(['rows.position', 'rows.contact'])
    .execute()
}

/** The positions of the contacts that share a number with another one of the import, those that are linked left out. */
export async function listSharedNumbers(
  db: Database,
  { workspaceId, importId, tenantId }: Key & { tenantId: string },
): Promise<number[]> {
  // One pass over the rows: a table that was filled a moment ago has no statistics to plan a join by.
  const { rows } = await sql<{ position: number }>`
    select position from (
      select position, contact_id, finding, number_key, count(*) over (partition by number_key) as sharers
      from (
        select position, contact_id, finding,
          lower(regexp_replace(contact->>'accountNumber', '\s', '', 'g')) as number_key
        from contact_import_rows
        where workspace_id = ${workspaceId} and import_id = ${importId}
          and finding in ('new', 'changed', 'same', 'conflict')
      ) as numbered
    ) as counted
    where number_key is not null and sharers > 1 and finding <> 'conflict'
      and not exists (
        select 1 from xero_contact_links as links
        where links.workspace_id = ${workspaceId} and links.tenant_id = ${tenantId}
          and links.contact_id = counted.contact_id)`.execute(db)
  return rows.map((row) => row.position)
}

/** Leaves rows to a person, with the reason. */
export async function setConflicts(
  tx: Transaction,
  { workspaceId, importId, positions, reason }: Key & { positions: number[]; reason: string },
): Promise<void> {
  if (positions.length === 0) return
  await tx
    .updateTable('contact_import_rows')
    .set({ finding: 'conflict', reason, choice: 'skip' })
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('position', '=', sql<number>`any(${positions})`)
    .execute()
}

type ListedRow = ImportRow & {
  givenNumber: string | null
  numberInXero: 'planned' | 'written' | 'refused' | null
  clientName: string | null
  clientNumber: string | null
}

/** Rows in the order they were read, from just after a position on. */
export async function listRows(
  db: Database,
  values: Key & {
    limit: number
    afterPosition: number
    finding?: Finding | undefined
    result?: RowResult | undefined
    q?: string | undefined
  },
): Promise<ListedRow[]> {
  const { workspaceId, importId, limit, afterPosition, finding, result, q } = values
  let query = db
    .selectFrom('contact_import_rows as rows')
    .leftJoin('clients', (join) =>
      join
        .onRef('clients.workspace_id', '=', 'rows.workspace_id')
        .onRef('clients.id', '=', 'rows.client_id'),
    )
    .where('rows.workspace_id', '=', workspaceId)
    .where('rows.import_id', '=', importId)
    .where('rows.position', '>', afterPosition)
  if (finding) query = query.where('rows.finding', '=', finding)
  if (result) query = query.where('rows.result', '=', result)
  if (q) {
    const pattern = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    query = query.where(
      sql<boolean>`(rows.contact->>'name' ilike ${pattern} or rows.contact->>'accountNumber' ilike ${pattern}
        or rows.contact->>'email' ilike ${pattern})`,
    )
  }
  return await query
    .select([
      'rows.position',
      'rows.contact_id as contactId',
      'rows.contact',
      'rows.finding',
      'rows.reason',
      'rows.client_id as clientId',
      'rows.changes',
      'rows.choice',
      'rows.result',
      'rows.result_detail as resultDetail',
      'rows.given_number as givenNumber',
      'rows.number_in_xero as numberInXero',
      'clients.name as clientName',
      'clients.number as clientNumber',
    ])
    .orderBy('rows.position')
    .limit(limit)
    .execute()
}

/** Changes the choice of rows by position or by finding; those that can never be applied keep 'skip'. Answers how many. */
export async function setChoices(
  tx: Transaction,
  values: Key & {
    positions?: number[] | undefined
    finding?: Finding | undefined
    choice: RowChoice
    unlessReasons: readonly string[]
    createReasons: readonly string[]
  },
): Promise<number> {
  const { workspaceId, importId, positions, finding, choice, unlessReasons, createReasons } = values
  let query = tx
    .updateTable('contact_import_rows')
    .set({ choice })
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
  if (positions) query = query.where('position', '=', sql<number>`any(${positions})`)
  if (finding) query = query.where('finding', '=', finding)
  if (choice !== 'skip') {
    query = query
      .where('finding', 'not in', ['archived', 'skipped'])
      .where((eb) => eb.or([eb('reason', 'is', null), eb('reason', 'not in', unlessReasons)]))
  }
  if (choice === 'create') query = query.where('reason', 'in', createReasons)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Settles what needs no work: rows that are not chosen, and contacts that are linked and the same. Answers how many. */
export async function settleIdleRows(
  tx: Transaction,
  { workspaceId, importId, tenantId }: Key & { tenantId: string },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update contact_import_rows as rows
    set result = case when choice = 'skip' then 'skipped' else 'unchanged' end
    where workspace_id = ${workspaceId} and import_id = ${importId} and result is null
      and (choice = 'skip' or (finding = 'same' and exists (
        select 1 from xero_contact_links as links
        where links.workspace_id = ${workspaceId} and links.tenant_id = ${tenantId}
          and links.contact_id = rows.contact_id and links.client_id = rows.client_id)))`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

/** The next rows to write after a position, locked, so that two workers never write the same one. */
export async function lockRowsToApply(
  tx: Transaction,
  { workspaceId, importId, afterPosition, limit }: Key & { afterPosition: number; limit: number },
): Promise<ImportRow[]> {
  return await tx
    .selectFrom('contact_import_rows')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('position', '>', afterPosition)
    .where('result', 'is', null)
    .where('choice', '!=', 'skip')
    .select([
      'position',
      'contact_id as contactId',
      'contact',
      'finding',
      'reason',
      'client_id as clientId',
      'changes',
      'choice',
      'result',
      'result_detail as resultDetail',
    ])
    .orderBy('position')
    .limit(limit)
    .forUpdate()
    .execute()
}

export type SettledRow = {
  position: number
  clientId: string | null
  result: RowResult
  detail: string | null
}

export async function setRowResults(
  tx: Transaction,
  { workspaceId, importId, rows }: Key & { rows: SettledRow[] },
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update contact_import_rows as rows
    set result = given.result, result_detail = given.detail, client_id = given."clientId"
    from json_to_recordset(${JSON.stringify(rows)}::json) as given(
      "position" integer, "clientId" uuid, result text, detail text)
    where rows.workspace_id = ${workspaceId} and rows.import_id = ${importId}
      and rows.position = given.position`.execute(tx)
}

/** Every number that a client or a contact of this import has. */
export async function listNumbersInUse(
  db: Database,
  { workspaceId, importId }: Key,
): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select number from clients where workspace_id = ${workspaceId} and number is not null
    union
    select contact->>'accountNumber' from contact_import_rows
    where workspace_id = ${workspaceId} and import_id = ${importId}
      and contact->>'accountNumber' is not null`.execute(db)
  return rows.map((row) => row.number)
}

/** Notes the numbers that new clients were given, and whether Xero is to be told. */
export async function setGivenNumbers(
  tx: Transaction,
  values: Key & { given: { position: number; number: string }[]; isTold: boolean },
): Promise<void> {
  const { workspaceId, importId, given, isTold } = values
  if (given.length === 0) return
  await sql`
    update contact_import_rows as rows
    set given_number = given.number, number_in_xero = ${isTold ? 'planned' : null}
    from json_to_recordset(${JSON.stringify(given)}::json) as given(position integer, number text)
    where rows.workspace_id = ${workspaceId} and rows.import_id = ${importId}
      and rows.position = given.position`.execute(tx)
}

/** The next contacts whose number Xero is to be told. */
export async function listNumbersToTell(
  db: Database,
  { workspaceId, importId, limit }: Key & { limit: number },
): Promise<{ position: number; contactId: string; accountNumber: string }[]> {
  const rows = await db
    .selectFrom('contact_import_rows')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('number_in_xero', '=', 'planned')
    .select(['position', 'contact_id as contactId', 'given_number as accountNumber'])
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.flatMap(({ accountNumber, ...row }) =>
    accountNumber === null ? [] : [{ ...row, accountNumber }],
  )
}

/** Notes what became of telling Xero; the words of a refusal stand with the row. */
export async function setNumbersTold(
  tx: Transaction,
  values: Key & { told: { position: number; isWritten: boolean; detail: string | null }[] },
): Promise<void> {
  const { workspaceId, importId, told } = values
  if (told.length === 0) return
  await sql`
    update contact_import_rows as rows
    set number_in_xero = case when told."isWritten" then 'written' else 'refused' end,
      result_detail = coalesce(told.detail, rows.result_detail)
    from json_to_recordset(${JSON.stringify(told)}::json) as told(
      position integer, "isWritten" boolean, detail text)
    where rows.workspace_id = ${workspaceId} and rows.import_id = ${importId}
      and rows.position = told.position`.execute(tx)
}
