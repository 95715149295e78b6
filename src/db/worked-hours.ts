import { sql } from 'kysely'
import type { Database } from './database.ts'

export type WorkedHour = {
  projectId: string
  projectName: string
  projectCode: string | null
  day: string
  memberName: string
  taskName: string | null
  notes: string
  /** What is billed, and what was worked of it. */
  seconds: number
  workedSeconds: number
}

/** The hours that a document in Xero bills, project by project, day by day; of a sales transaction those of its invoice. */
export async function listHoursOfDocument(
  db: Database,
  { workspaceId, documentId }: { workspaceId: string; documentId: string },
): Promise<WorkedHour[]> {
  const { rows } = await sql<WorkedHour>`
    select ${facts} from billed_items b ${named}
    join xero_documents d on d.workspace_id = b.workspace_id and d.id = ${documentId}
    where b.workspace_id = ${workspaceId} and b.item_kind = 'time_entry'
      and b.document_kind = case when d.invoice_id is null then 'xero_document' else 'invoice' end
      and b.document_id = coalesce(d.invoice_id, d.id)
    order by ${order}`.execute(db)
  return rows
}

/** The hours that an own invoice bills, in the same order. */
export async function listHoursOfInvoice(
  db: Database,
  { workspaceId, invoiceId }: { workspaceId: string; invoiceId: string },
): Promise<WorkedHour[]> {
  const { rows } = await sql<WorkedHour>`
    select ${facts} from billed_items b ${named}
    where b.workspace_id = ${workspaceId} and b.item_kind = 'time_entry'
      and b.document_kind = 'invoice' and b.document_id = ${invoiceId}
    order by ${order}`.execute(db)
  return rows
}

const facts = sql`p.id as "projectId", p.name as "projectName", p.code as "projectCode", e.worked_on as day,
  m.name as "memberName", t.name as "taskName", e.notes, e.seconds + e.rounding_seconds as seconds,
  e.seconds as "workedSeconds"`
const named = sql`
  join time_entries e on e.workspace_id = b.workspace_id and e.id = b.item_id
  join projects p on p.workspace_id = e.workspace_id and p.id = e.project_id
  join members m on m.workspace_id = e.workspace_id and m.id = e.member_id
  left join tasks t on t.workspace_id = e.workspace_id and t.id = e.task_id`
const order = sql`lower(p.name), p.id, e.worked_on, e.started_at nulls last, e.id`
