import { sql } from 'kysely'
import { expectLedgerHolds } from '#tests/support/ledger.ts'
import type { World } from '#tests/support/world.ts'
import { expect } from 'vitest'

type Kept = Pick<World, 'db' | 'workspaceId' | 'xero'>

type Json = Record<string, unknown>

/** What must be true when all is done, whatever went wrong on the way. */
export async function expectPromisesKept(world: Kept): Promise<void> {
  const { db, workspaceId, xero } = world
  const documents = await db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .selectAll()
    .orderBy('id')
    .execute()
  const tenantId = documents[0]?.tenant_id
  if (tenantId === undefined) return

  const invoices = xero.control.invoices(tenantId).filter(isOurs('Reference'))
  const journals = xero.control.manualJournals(tenantId).filter(isOurs('Narration'))
  const inXero = { invoice: invoices, manual_journal: journals }
  const words = { invoice: 'Reference', manual_journal: 'Narration' }
  for (const document of documents) {
    const { kind, state, lookup_text: text } = document
    expect(['confirmed', 'rejected']).toContain(state)
    const found = inXero[kind].filter((each) => each[words[kind]] === text)
    expect(found, `${kind} ${text} is ${state}`).toHaveLength(state === 'confirmed' ? 1 : 0)
    const [only] = found
    if (!only) continue
    expect(only[kind === 'invoice' ? 'InvoiceID' : 'ManualJournalID']).toBe(document.xero_id)
    expect([
      document.xero_subtotal_minor,
      document.xero_tax_minor,
      document.xero_total_minor,
    ]).toEqual([document.subtotal_minor, document.tax_minor, document.total_minor])
    if (kind === 'manual_journal') expect(balanceOf(only)).toBe(0)
    else expect(minor(only['Total'])).toBe(document.total_minor)
    // An own invoice has the number of its paper there, and the same amounts line by line.
    if (kind === 'invoice' && document.invoice_id !== null) {
      expect(only['InvoiceNumber']).toBe(document.reference)
      expect([only['Status'], only['SentToContact']]).toEqual(['AUTHORISED', true])
    }
  }
  const sales = documents.filter((each) => each.invoice_id !== null && each.reverses_id === null)
  expect(new Set(sales.map((each) => each.invoice_id)).size).toBe(sales.length)
  const confirmed = documents.filter((document) => document.state === 'confirmed')
  expect(invoices.length + journals.length).toBe(confirmed.length)
  await expectLedgerBalances(world)
  await expectLedgerHolds(world)
  expectOneContactEach(xero.control.contacts(tenantId))
  expectKeysOfTheirOwn(xero.control.requests())
}

async function expectLedgerBalances({ db, workspaceId }: Kept): Promise<void> {
  const unequal = await sql`
    select l.id from (
      select workspace_id, (line ->> 0)::uuid as id, (line ->> 4)::bigint as net_minor, document_id
      from xero_document_sections, json_array_elements(lines) as line
      union all select workspace_id, id, net_minor, invoice_id from invoice_lines
    ) l
    left join (select line_id, sum(amount_minor) as billed from allocations
      where workspace_id = ${workspaceId} group by line_id) a on a.line_id = l.id
    left join xero_documents d on d.workspace_id = l.workspace_id and d.id = l.document_id
    where l.workspace_id = ${workspaceId} and d.kind is distinct from 'manual_journal'
      and a.billed is distinct from l.net_minor and a.billed is not null`.execute(db)
  expect(unequal.rows).toEqual([])
  const twice = await sql`
    select item_id from allocations where workspace_id = ${workspaceId}
    group by item_kind, item_id having count(*) <> 1`.execute(db)
  expect(twice.rows).toEqual([])
  const unbilled = await sql`
    select id from time_entries t where workspace_id = ${workspaceId} and not exists (
      select 1 from billed_items b where b.workspace_id = t.workspace_id and b.item_id = t.id)`.execute(
    db,
  )
  expect(unbilled.rows).toEqual([])
}

function expectOneContactEach(contacts: Json[]): void {
  const marks = contacts
    .map((contact) => String(contact['ContactNumber'] ?? ''))
    .filter((mark) => mark.startsWith('hourbook:'))
  expect(marks.toSorted()).toEqual([...new Set(marks)].toSorted())
}

// Xero remembers keys for each app: one that did not name its organisation could meet another's.
function expectKeysOfTheirOwn(
  requests: readonly { tenant: string | null; idempotencyKey: string | null }[],
): void {
  const keyed = requests.filter((each) => each.idempotencyKey !== null)
  const foreign = keyed.filter((each) => !each.idempotencyKey?.startsWith(`${each.tenant}:`))
  expect(foreign).toEqual([])
}

function balanceOf(journal: Json): number {
  const lines = journal['JournalLines'] as Json[]
  return lines.reduce((sum, line) => sum + minor(line['LineAmount']) + minor(line['TaxAmount']), 0)
}

function isOurs(field: string) {
  return (each: Json) => String(each[field] ?? '').includes('HB-')
}

function minor(amount: unknown): number {
  return Math.round(Number(amount ?? 0) * 100)
}
