import { sql } from 'kysely'
import type { LineAnswer } from '#domain/answered-lines.ts'
import type { Tracking } from '#domain/line-mapping.ts'
import { sumMinor } from '#domain/money.ts'
import { anyUuid, type Database, type Transaction } from './database.ts'
import { insertMany, type Inserts } from './insert-many.ts'

// Lines stand in sections: runs of lines of one project, which are written and read as a whole.

export type XeroDocumentLine = {
  id: string
  position: number
  projectId: string | null
  description: string
  quantity: string
  unitPrice: string
  netMinor: number
  taxMinor: number
  itemCode: string | null
  accountCode: string | null
  taxType: string | null
  /** The options of tracking categories that it names. */
  tracking: readonly Tracking[] | null
  xeroLineId: string | null
}

export type NewLine = Omit<XeroDocumentLine, 'xeroLineId' | 'position'>
type SectionLine = Omit<NewLine, 'projectId'>
/** A line as its section keeps it: its values without their names, which would be most of the text. New ones come last. */
export type KeptLine = [
  id: string,
  description: string,
  quantity: string,
  unitPrice: string,
  netMinor: number,
  taxMinor: number,
  itemCode: string | null,
  accountCode: string | null,
  taxType: string | null,
  tracking: readonly Tracking[] | null,
]
type Section = {
  documentId: string
  position: number
  projectId: string | null
  changeId: string | null
  lines: SectionLine[]
}
type Documents = { workspaceId: string; documentIds: readonly string[] }
type Document = { workspaceId: string; documentId: string }

/** Writes lines behind those that their documents have; `first` is the position of the first of each. */
export async function insertDocumentLines(
  into: Transaction | Inserts,
  {
    workspaceId,
    changeId = null,
    documents,
  }: {
    workspaceId: string
    changeId?: string | null
    documents: readonly { id: string; first: number; lines: readonly NewLine[] }[]
  },
): Promise<void> {
  await insertMany<Section>(into, 'xero_document_sections', {
    all: { workspace_id: ['uuid', workspaceId], change_id: ['uuid', changeId] },
    columns: {
      document_id: ['uuid', (row) => row.documentId],
      position: ['integer', (row) => row.position],
      project_id: ['uuid', (row) => row.projectId],
      net_minor: ['bigint', (row) => sumMinor(row.lines.map((line) => line.netMinor))],
      tax_minor: ['bigint', (row) => sumMinor(row.lines.map((line) => line.taxMinor))],
      lines: ['json', (row) => JSON.stringify(row.lines.map(keptLine))],
    },
    rows: documents.flatMap(({ id, first, lines }) => sectionsOf(id, { first, changeId, lines })),
  })
}

function sectionsOf(
  documentId: string,
  { first, changeId, lines }: { first: number; changeId: string | null; lines: readonly NewLine[] },
): Section[] {
  const sections: Section[] = []
  let section: Section | undefined
  for (const [index, line] of lines.entries()) {
    const { projectId } = line
    if (section?.projectId !== projectId) {
      section = { documentId, position: first + index, projectId, changeId, lines: [] }
      sections.push(section)
    }
    section.lines.push(line)
  }
  return sections
}

function keptLine(line: SectionLine): KeptLine {
  return [
    line.id,
    line.description,
    line.quantity,
    line.unitPrice,
    line.netMinor,
    line.taxMinor,
    line.itemCode,
    line.accountCode,
    line.taxType,
    keptTracking(line.tracking),
  ]
}

function sectionLine(kept: KeptLine): SectionLine {
  const [id, description, quantity, unitPrice, netMinor, taxMinor, ...codes] = kept
  const [itemCode, accountCode, taxType, tracking] = codes
  return {
    id,
    description,
    quantity,
    unitPrice,
    netMinor,
    taxMinor,
    itemCode,
    accountCode,
    taxType,
    tracking,
  }
}

/** The lines of documents, by document, in their order; every document has a list. */
export async function listXeroDocumentLines(
  db: Database,
  { workspaceId, documentIds }: Documents,
): Promise<Map<string, XeroDocumentLine[]>> {
  const xeroIds = await listXeroLineIds(db, { workspaceId, documentIds })
  const lines = new Map<string, XeroDocumentLine[]>(documentIds.map((id) => [id, []]))
  for (const section of await listSections(db, { workspaceId, documentIds })) {
    const { documentId, projectId } = section
    const own = lines.get(documentId)
    for (const [index, line] of section.lines.entries()) {
      const position = section.position + index
      const xeroLineId = xeroIds.get(documentId)?.[position] ?? null
      own?.push({ ...line, position, projectId, xeroLineId })
    }
  }
  return lines
}

/** The same as they are sent, and no more than that: there may be thousands. */
export async function listOutgoingLines(
  db: Database,
  { workspaceId, documentIds }: Documents,
): Promise<Map<string, OutgoingLine[]>> {
  const lines = new Map<string, OutgoingLine[]>()
  for (const section of await listSections(db, { workspaceId, documentIds })) {
    const before = lines.get(section.documentId)
    if (before) before.push(...section.lines)
    else lines.set(section.documentId, section.lines)
  }
  return lines
}

/** What of the lines is sent. */
export type OutgoingLine = Pick<
  XeroDocumentLine,
  | 'description'
  | 'quantity'
  | 'unitPrice'
  | 'netMinor'
  | 'taxMinor'
  | 'itemCode'
  | 'accountCode'
  | 'taxType'
  | 'tracking'
>

export type LineCoding = Pick<
  XeroDocumentLine,
  'id' | 'itemCode' | 'accountCode' | 'taxType' | 'tracking'
>

/** Gives lines of a document other codes; their amounts are what they were. To be called with the document's row locked. */
export async function recodeDocumentLines(
  tx: Transaction,
  { workspaceId, documentId, lines }: Document & { lines: readonly LineCoding[] },
): Promise<void> {
  const codes = new Map(lines.map((line) => [line.id, line]))
  for (const section of await listSections(tx, { workspaceId, documentIds: [documentId] })) {
    const recoded = section.lines.map((line): KeptLine => {
      const { itemCode, accountCode, taxType, tracking } = codes.get(line.id) ?? line
      return keptLine({ ...line, itemCode, accountCode, taxType, tracking })
    })
    await tx
      .updateTable('xero_document_sections')
      .set({ lines: JSON.stringify(recoded) })
      .where('workspace_id', '=', workspaceId)
      .where('document_id', '=', documentId)
      .where('position', '=', section.position)
      .execute()
  }
}

type Change = Document & { changeId: string }

/** Adds lines to a document while it is a draft in Xero, behind those that are there; it then comes to what all its lines come to. */
export async function addDocumentLines(
  tx: Transaction,
  { workspaceId, documentId, changeId, lines }: Change & { lines: readonly NewLine[] },
): Promise<void> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(position + json_array_length(lines)), 0) as next from xero_document_sections
    where workspace_id = ${workspaceId} and document_id = ${documentId}`.execute(tx)
  const first = rows[0]?.next ?? 0
  const documents = [{ id: documentId, first, lines }]
  await insertDocumentLines(tx, { workspaceId, changeId, documents })
  await sumUpDocument(tx, { workspaceId, documentId })
}

/** The lines that a change adds, in their order. */
export async function listAddedLines(
  db: Database,
  { workspaceId, documentId, changeId }: Change,
): Promise<(OutgoingLine & { id: string })[]> {
  const sections = await listSections(db, { workspaceId, documentIds: [documentId] })
  return sections.flatMap((section) => (section.changeId === changeId ? section.lines : []))
}

/** Takes away lines that Xero did not take. */
export async function removeAddedLines(
  tx: Transaction,
  { workspaceId, documentId, changeId }: Change,
): Promise<void> {
  await tx
    .deleteFrom('xero_document_sections')
    .where('workspace_id', '=', workspaceId)
    .where('document_id', '=', documentId)
    .where('change_id', '=', changeId)
    .execute()
  await sumUpDocument(tx, { workspaceId, documentId })
}

/** The ids that Xero gave the lines it took, behind those of the lines before, and how it booked them. */
export async function appendXeroLineIds(
  tx: Transaction,
  {
    workspaceId,
    documentId,
    lineIds,
    answers,
  }: Document & { lineIds: readonly string[]; answers: Record<string, LineAnswer> },
): Promise<void> {
  await sql`
    update xero_documents set xero_line_ids = coalesce(xero_line_ids, '{}') || ${sql.val(lineIds)}::uuid[],
      xero_answered = jsonb_set(xero_answered, '{lines}', xero_answered -> 'lines' || ${JSON.stringify(answers)}::jsonb)
    where workspace_id = ${workspaceId} and id = ${documentId}`.execute(tx)
}

/** The ids that Xero gave our lines, by document, in the order of our lines. */
export async function listXeroLineIds(
  db: Database,
  { workspaceId, documentIds }: Documents,
): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', anyUuid(documentIds))
    .select(['id', 'xero_line_ids as xeroLineIds'])
    .execute()
  return new Map(rows.map((row) => [row.id, row.xeroLineIds ?? []]))
}

async function listSections(
  db: Database,
  { workspaceId, documentIds }: Documents,
): Promise<Section[]> {
  const sections = await db
    .selectFrom('xero_document_sections')
    .where('workspace_id', '=', workspaceId)
    .where('document_id', '=', anyUuid(documentIds))
    .select(['document_id as documentId', 'position', 'project_id as projectId'])
    .select(['change_id as changeId', 'lines'])
    .orderBy('document_id')
    .orderBy('position')
    .execute()
  return sections.map((section) => ({ ...section, lines: section.lines.map(sectionLine) }))
}

async function sumUpDocument(
  tx: Transaction,
  { workspaceId, documentId }: Document,
): Promise<void> {
  await sql`
    update xero_documents d set subtotal_minor = l.net, tax_minor = l.tax, total_minor = l.net + l.tax
    from (select coalesce(sum(net_minor), 0) as net, coalesce(sum(tax_minor), 0) as tax from xero_document_sections
      where workspace_id = ${workspaceId} and document_id = ${documentId}) l
    where d.workspace_id = ${workspaceId} and d.id = ${documentId}`.execute(tx)
}

/** What is kept of the tracking of a line: nothing for none. */
function keptTracking(tracking: readonly Tracking[] | null): readonly Tracking[] | null {
  if (tracking === null || tracking.length === 0) return null
  return tracking.map(({ categoryId, optionId }) => ({ categoryId, optionId }))
}
