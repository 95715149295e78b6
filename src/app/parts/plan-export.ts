import { say } from '#domain/words/say.ts'
import { listReceiptsOfExpenses } from '#db/receipts.ts'
import { hasContactAccounts } from '#db/xero-contact-links.ts'
import { type ClientTerms, listClientTerms } from '#db/xero-exports.ts'
import type { Database } from '#db/database.ts'
import { getWorkspace } from '#db/workspaces.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import {
  attachNothing,
  type AttachOptions,
  type PlannedFile,
  planFiles,
  type ReceiptLeftOut,
} from '#domain/attachments.ts'
import type { BillableItem, ItemKind } from '#domain/billable-item.ts'
import { contactRefusal } from '#domain/contact-status.ts'
import { listMappingRules } from '#db/xero-mappings.ts'
import { listTaxTypes } from '#db/xero-tax-types.ts'
import type { LineGrouping } from '#domain/document-lines.ts'
import {
  type Codes,
  type DocumentSplit,
  type LiveMapping,
  type PlannedDocument,
  groupDocuments,
} from '#domain/export-plan.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { addDays } from '#domain/work-day.ts'
import { contentHash } from '#lib/content-hash.ts'
import type { Context } from '../context.ts'
import type { BrandingTheme } from '../ports/accounting.ts'
import { expectXero } from './expect-xero.ts'
import type { Gathered, LeftOut } from './gather-items.ts'
import type { ItemSelection } from './item-selection.ts'
import { refuse } from '../refuse.ts'
import {
  readXeroAccounts,
  readXeroItems,
  readXeroTaxRates,
  readXeroTrackingOptions,
} from './xero-lists.ts'
import { nameOfItem } from '#domain/item-name.ts'
import type { Later } from '#lib/later.ts'
import { without } from '#lib/without.ts'

export type ExportRequest = {
  items: ItemSelection
  per: DocumentSplit
  groupBy: LineGrouping
  issuedOn: string
  dueOn?: string | null | undefined
  reference?: string | null | undefined
  status: 'DRAFT' | 'SUBMITTED' | 'AUTHORISED'
  /** How the documents look. Unless given: the default of each administration; null: as Xero chooses. */
  brandingThemeId?: string | null | undefined
  /** Whether Xero e-mails the approved invoices once it has them. */
  email?: boolean | undefined
  /** What goes to Xero with the documents; nothing unless given. */
  attach?: AttachOptions | undefined
}

export type PlannedExportDocument = PlannedDocument & {
  dueOn: string
  isContactLinked: boolean
  /** The address of the client here; Xero has its own of the contact. */
  clientEmail: string | null
  /** What its contact is invoiced in by Xero's own people, where that is another currency. */
  contactCurrency: string | null
  files: PlannedFile[]
  receiptsLeftOut: ReceiptLeftOut[]
}

export type PlannedExport = {
  /** Priced when they are asked for: the first can be written while the others are. */
  documents: Later<PlannedExportDocument>
  leftOut: LeftOut[]
  currency: string
  brandingTheme: BrandingTheme | null
  /** Names all that would be sent. The same hash, the same documents to the letter. */
  previewHash: () => string
}

/** The codes lines can carry in the administration; read live, or as remembered for a minute. */
export async function readCodes(
  ctx: Context,
  connection: XeroConnection,
  { isFresh = false }: { isFresh?: boolean } = {},
): Promise<Codes> {
  const taxRates = expectXero(await readXeroTaxRates(ctx, { connection, isFresh }))
  const products = expectXero(await readXeroItems(ctx, { connection, isFresh }))
  const { defaultItemCode, salesAccountCode } = connection
  const { workspaceId } = ctx
  const { tenantId } = connection
  const taxTypes = await listTaxTypes(ctx.db, { workspaceId, tenantId })
  const mapping = await readMapping(ctx, connection, { isFresh })
  return { taxRates, taxTypes, products, defaultItemCode, salesAccountCode, mapping }
}

/** The rules of the administration, with the live lists that they name something of; no call for what none names. */
async function readMapping(
  ctx: Context,
  connection: XeroConnection,
  { isFresh }: { isFresh: boolean },
): Promise<LiveMapping> {
  const { workspaceId } = ctx
  const { tenantId } = connection
  const rules = await listMappingRules(ctx.db, { workspaceId, tenantId })
  const namesAccount =
    rules.some((rule) => rule.accountCode !== null) ||
    (await hasContactAccounts(ctx.db, { workspaceId, tenantId }))
  const namesOption = rules.some((rule) => rule.tracking.length > 0)
  return {
    rules,
    accounts: namesAccount ? expectXero(await readXeroAccounts(ctx, { connection, isFresh })) : [],
    trackingOptions: namesOption
      ? expectXero(await readXeroTrackingOptions(ctx, { connection, isFresh }))
      : [],
  }
}

/** What would be sent for a selection, the same for the preview and for the export itself. */
export async function planExport(
  db: Database,
  plan: {
    workspaceId: string
    connection: XeroConnection
    request: ExportRequest
    gathered: Gathered
    codes: Codes
    brandingTheme?: BrandingTheme | null
  },
): Promise<PlannedExport> {
  const { workspaceId, connection, request, gathered, codes, brandingTheme = null } = plan
  const { per, groupBy, issuedOn } = request
  if (request.dueOn && request.dueOn < issuedOn) refuse('due_is_before_issued', { field: 'dueOn' })
  if (request.email && request.status !== 'AUTHORISED') {
    refuse('input_is_not_valid', {
      field: 'email',
      detail: say('Xero e-mails approved invoices only.'),
    })
  }
  const { tenantId } = connection
  const clientIds = [...new Set(gathered.items.map((each) => each.clientId))]
  const terms = await listClientTerms(db, { workspaceId, tenantId, clientIds })
  const reasonOf = ({ clientId }: BillableItem) => {
    const client = terms.get(clientId)
    if (!belongsTo(connection, client?.connectionId ?? null)) return otherAdministration
    return contactRefusal(client?.contactStatus ?? null)
  }
  const unusable = gathered.items.flatMap((item) => {
    const reason = reasonOf(item)
    return reason ? [{ item, reason }] : []
  })
  const usable =
    unusable.length === 0 ? gathered.items : gathered.items.filter((each) => !reasonOf(each))
  const { currency, paymentTermDays } = await getWorkspace(db, { workspaceId })
  const filesOf = await planFilesOf(db, { workspaceId, items: usable, request })
  const how = { per, groupBy, codes: withContacts(codes, terms), write: gathered.write }
  const planned = groupDocuments(usable, how)
  const documents = planned.documents.map((document) => {
    const client = terms.get(document.clientId)
    const dueOn = request.dueOn ?? addDays(issuedOn, client?.paymentTermDays ?? paymentTermDays)
    const { files, leftOut: receiptsLeftOut } = filesOf(document)
    const isContactLinked = client?.isLinked ?? false
    const contactCurrency = otherCurrency(client, currency)
    const clientEmail = client?.email ?? null
    const about = { isContactLinked, contactCurrency, clientEmail }
    return { ...document, dueOn, ...about, files, receiptsLeftOut }
  })
  const leftOut = [
    ...gathered.leftOut,
    ...[...unusable, ...planned.leftOut].map(({ item, reason }) => {
      const { kind, id, projectId } = item
      const isKept = kind !== 'instalment' && kind !== 'subscription_period'
      const itemId = isKept ? id : projectId
      return { itemKind: kind, itemId, name: nameOfItem(item), reason, billedBy: null }
    }),
  ]
  const previewHash = () => {
    const sent = documents.all().map(whatIsSent)
    const { status, attach } = request
    return contentHash([
      [sent, currency, issuedOn, referenceOf(request), status, attach],
      brandingTheme?.themeId ?? null,
      request.email ?? false,
    ])
  }
  return { documents, leftOut, currency, brandingTheme, previewHash }
}

function whatIsSent(document: PlannedExportDocument) {
  return without(document, 'isContactLinked', 'contactCurrency', 'clientEmail', 'receiptsLeftOut')
}

/** The codes, with what the contacts of these clients say by themselves. */
export function withContacts(codes: Codes, terms: ReadonlyMap<string, ClientTerms>): Codes {
  const contacts = new Map(
    [...terms].map(([clientId, { contactAccountCode, contactTaxType }]) => [
      clientId,
      { accountCode: contactAccountCode, taxType: contactTaxType },
    ]),
  )
  return { ...codes, mapping: { ...codes.mapping, contacts } }
}

function otherCurrency(client: ClientTerms | undefined, currency: string): string | null {
  const theirs = client?.contactCurrency ?? null
  return theirs === currency ? null : theirs
}

type WithFiles = {
  workspaceId: string
  items: readonly BillableItem[]
  request: ExportRequest
}

const otherAdministration: RefusalCode = 'client_is_of_another_administration'

/** Whether a client that names this administration, or none, is one of a connection's. */
export function belongsTo(
  { id, isDefault }: Pick<XeroConnection, 'id' | 'isDefault'>,
  connectionId: string | null,
): boolean {
  return connectionId === null ? isDefault : connectionId === id
}

/** The files that go with each document: receipts are read only where they are asked for. */
async function planFilesOf(db: Database, { workspaceId, items, request }: WithFiles) {
  const attach = request.attach ?? attachNothing
  const idsOf = (document: PlannedDocument, kind: ItemKind) =>
    document.lines.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.itemKind === kind ? part.itemId : [])),
    )
  const expenseIds = attach.receipts
    ? items.flatMap((item) => (item.kind === 'expense' ? item.id : []))
    : []
  const receipts = await listReceiptsOfExpenses(db, { workspaceId, expenseIds })
  const languages = new Map(items.map((item) => [item.clientId, item.language]))
  return (document: PlannedDocument) => {
    const own = new Set(receipts.length > 0 ? idsOf(document, 'expense') : [])
    const hasHours = attach.timesheet && idsOf(document, 'time_entry').length > 0
    return planFiles(
      {
        hasHours,
        receipts: receipts.filter((each) => own.has(each.expenseId)),
        language: languages.get(document.clientId),
      },
      attach,
    )
  }
}

/** What the person wrote to stand on the documents; empty for nothing. */
export function referenceOf({ reference }: Pick<ExportRequest, 'reference'>): string {
  return (reference ?? '').trim()
}

const codeRefusals: RefusalCode[] = [
  'tax_rate_is_not_mapped',
  'tax_rate_differs',
  'item_code_is_unknown',
  'account_code_is_unknown',
  'tracking_option_is_unknown',
]

/** Whether something is left out for a code that may have been added in Xero since it was read. */
export function needsFreshCodes({ leftOut }: PlannedExport): boolean {
  return leftOut.some(({ reason }) => codeRefusals.includes(reason))
}
