import type { Database } from '#db/database.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import type { XeroDocument } from '#db/xero-documents.ts'
import { findXeroExportOptions } from '#db/xero-exports.ts'
import type { Codes, CodedLine } from '#domain/export-plan.ts'
import { refuse } from '../refuse.ts'
import type { Gathered } from './gather-items.ts'
import { needsFreshCodes, planExport, type PlannedExport } from './plan-export.ts'
import { refuseNothingToBill, refuseTooLarge } from './refuse-left-out.ts'

/** What would be added to a document: lines grouped as those it has, of its own client. */
export type PlannedUpdate = PlannedExport & { lines: CodedLine[] }

export async function planUpdate(
  db: Database,
  plan: {
    workspaceId: string
    connection: XeroConnection
    document: XeroDocument
    gathered: Gathered
    codes: Codes
    askFresh: () => void
  },
): Promise<PlannedUpdate> {
  const { workspaceId, connection, document, gathered, codes, askFresh } = plan
  const { clientId, exportId, issuedOn, dueOn, reference } = document
  const isForeign = gathered.items.some((item) => item.clientId !== clientId)
  if (isForeign) refuse('items_of_several_clients', { field: 'items' })
  const options = exportId && (await findXeroExportOptions(db, { workspaceId, exportId }))
  const groupBy = options ? options.groupBy : ('project' as const)
  const status = 'DRAFT' as const
  const items = noSelection
  const request = { items, per: 'client' as const, groupBy, issuedOn, dueOn, reference, status }
  const planned = await planExport(db, { workspaceId, connection, request, gathered, codes })
  if (needsFreshCodes(planned)) askFresh()
  const documents = planned.documents.all()
  refuseNothingToBill({ count: documents.length, leftOut: planned.leftOut })
  refuseTooLarge(documents)
  return { ...planned, lines: documents[0]?.lines ?? [] }
}

// The plan is made of what was gathered; the selection itself is not looked at again.
const noSelection = {
  timeEntryIds: [],
  expenseIds: [],
  mileageIds: [],
  instalments: [],
  subscriptionPeriods: [],
  uninvoiced: [],
}
