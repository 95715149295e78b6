import type { FileWords, Label } from '#domain/words/file-words.ts'
import type { NamedFilter } from '#db/by-name.ts'
import type { Page } from '#db/page.ts'
import { listRatesOf } from '#db/rates.ts'
import { getWorkspace } from '#db/workspaces.ts'
import type { List } from '#domain/lists.ts'
import { rateOn, type RateSubjectKind } from '#domain/rates.ts'
import { dayIn } from '#lib/zoned-time.ts'
import { minorToDecimal } from '#domain/money.ts'
import type { SheetCell } from '#lib/sheet.ts'
import { listProducts } from '../catalogue/list-products.ts'
import { listTags } from '../catalogue/list-tags.ts'
import { listTasks } from '../catalogue/list-tasks.ts'
import { listVatRates } from '../catalogue/list-vat-rates.ts'
import { listVehicles } from '../catalogue/list-vehicles.ts'
import { listClients } from '../clients/list-clients.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import type { PageRequest } from '../pages.ts'
import { byId } from './registering.ts'
import { listMembers } from '../people/list-members.ts'
import { listTeams } from '../people/list-teams.ts'
import { listProjects } from '../projects/list-projects.ts'

type Column<Row> = {
  label: Label
  cell: (row: Row, words: FileWords) => SheetCell
  isMoney?: true
}
type Rated = Partial<Record<'hourlyRate' | 'mileageRate', RateSubjectKind>>
type Reading<Row> = {
  /** The fields whose rates have days, so that the file tells those of today. */
  rated?: Rated
  read: (ctx: Context, page: PageRequest & ListFilter) => Promise<Page<Row>>
  columns: Column<Row>[]
}

/** What a list has in a file: the labels, and all rows that pass the filter, read a page at a time. */
export type ListSheet = { columns: string[]; rows: AsyncIterable<SheetCell[]> }

const pageLimit = 200

/** What narrows a list, besides words and the archive. */
export type ListFilter = NamedFilter & {
  clientId?: string | undefined
  tagId?: string | undefined
  source?: 'hourbook' | 'xero' | 'file' | undefined
}

const archivedColumn = {
  label: 'Archived' as const,
  cell: ({ archivedAt }: { archivedAt: Date | null }, words: FileWords) =>
    yesOrNo(archivedAt !== null, words),
}

/** Each list as a table, as this person may see it. */
export const listSheets: Record<
  List,
  (ctx: Context, filter: ListFilter, words: FileWords) => ListSheet
> = {
  clients: sheetOf({
    read: listClients,
    rated: { hourlyRate: 'client', mileageRate: 'client_mileage' },
    columns: [
      { label: 'Number', cell: (row) => row.number },
      { label: 'Name', cell: (row) => row.name },
      { label: 'E-mail', cell: (row) => row.email },
      { label: 'Phone', cell: (row) => row.phone },
      { label: 'Street', cell: (row) => row.invoiceAddress.line1 ?? null },
      { label: 'Postal code', cell: (row) => row.invoiceAddress.postalCode ?? null },
      { label: 'City', cell: (row) => row.invoiceAddress.city ?? null },
      { label: 'Country', cell: (row) => row.invoiceAddress.country ?? null },
      { label: 'VAT number', cell: (row) => row.vatNumber },
      { label: 'IBAN', cell: (row) => row.iban, isMoney: true },
      { label: 'Billing contact', cell: (row) => row.billingContact?.name ?? null },
      { label: 'Billing e-mail', cell: (row) => row.billingContact?.email ?? null },
      { label: 'Payment term (days)', cell: (row) => number(row.paymentTermDays) },
      { label: 'Hourly rate', cell: (row) => decimal(row.hourlyRate), isMoney: true },
      { label: 'Mileage rate', cell: (row) => decimal(row.mileageRate), isMoney: true },
      { label: 'Tags', cell: (row) => namesOf(row.tags) },
      { label: 'Notes', cell: (row) => row.notes },
      archivedColumn,
    ],
  }),
  projects: sheetOf({
    read: listProjects,
    rated: { hourlyRate: 'project' },
    columns: [
      { label: 'Code', cell: (row) => row.code },
      { label: 'Name', cell: (row) => row.name },
      { label: 'Main project', cell: (row) => row.parentName },
      { label: 'Client', cell: (row) => row.clientName },
      { label: 'Billed to', cell: (row) => row.billToClientName },
      { label: 'Invoice method', cell: (row) => row.invoiceMethod },
      { label: 'Hourly rate', cell: (row) => decimal(row.hourlyRate), isMoney: true },
      {
        label: 'Fixed price',
        cell: ({ fixedPriceMinor: minor }) =>
          minor === null ? null : decimal(minorToDecimal(minor)),
        isMoney: true,
      },
      { label: 'Manager', cell: (row) => row.managerName },
      { label: 'Members', cell: (row) => namesOf(row.members) },
      { label: 'Tasks', cell: (row) => namesOf(row.tasks) },
      { label: 'Starts on', cell: (row) => day(row.startsOn) },
      { label: 'Ends on', cell: (row) => day(row.endsOn) },
      { label: 'Reference', cell: (row) => row.reference },
      { label: 'Tags', cell: (row) => namesOf(row.tags) },
      { label: 'Notes', cell: (row) => row.notes },
      archivedColumn,
    ],
  }),
  tasks: sheetOf({
    read: listTasks,
    rated: { hourlyRate: 'task' },
    columns: [
      { label: 'Name', cell: (row) => row.name },
      { label: 'Billable', cell: (row, words) => yesOrNo(row.isBillable, words) },
      { label: 'Item in Xero', cell: (row) => row.xeroItemCode },
      { label: 'Hourly rate', cell: (row) => decimal(row.hourlyRate), isMoney: true },
      archivedColumn,
    ],
  }),
  products: sheetOf({
    read: listProducts,
    columns: [
      { label: 'Name', cell: (row) => row.name },
      { label: 'Price', cell: (row) => decimal(row.unitPrice) },
      { label: 'Item in Xero', cell: (row) => row.xeroItemCode },
      archivedColumn,
    ],
  }),
  vat_rates: sheetOf({
    read: listVatRates,
    columns: [
      { label: 'Name', cell: (row) => row.name },
      { label: 'Percentage', cell: (row) => decimal(row.percentage) },
      { label: 'Default', cell: (row, words) => yesOrNo(row.isDefault, words) },
      archivedColumn,
    ],
  }),
  vehicles: sheetOf({
    read: listVehicles,
    columns: [
      { label: 'Name', cell: (row) => row.name },
      { label: 'Licence plate', cell: (row) => row.licencePlate },
      archivedColumn,
    ],
  }),
  tags: sheetOf({
    read: listTags,
    columns: [{ label: 'Name', cell: (row) => row.name }, archivedColumn],
  }),
  teams: sheetOf({
    read: listTeams,
    columns: [
      { label: 'Name', cell: (row) => row.name },
      { label: 'Manager', cell: (row) => row.managerName },
      { label: 'People', cell: (row) => namesOf(row.members) },
      archivedColumn,
    ],
  }),
  members: sheetOf({
    read: listMembers,
    rated: { hourlyRate: 'member' },
    columns: [
      { label: 'Name', cell: (row) => row.name },
      { label: 'E-mail', cell: (row) => row.email },
      { label: 'Role', cell: (row) => row.role },
      { label: 'Hourly rate', cell: (row) => decimal(row.hourlyRate), isMoney: true },
      archivedColumn,
    ],
  }),
}

function sheetOf<Row extends { id: string; archivedAt: Date | null }>(reading: Reading<Row>) {
  const { read, columns, rated = {} } = reading
  return (ctx: Context, filter: ListFilter, words: FileWords): ListSheet => {
    const seen = columns.filter((column) => !column.isMoney || may(ctx, 'rates:read'))
    async function* rows() {
      let cursor: string | undefined
      do {
        // A page begins where the one before ended.
        // oxlint-disable-next-line no-await-in-loop
        const page = await read(ctx, { ...filter, limit: pageLimit, cursor })
        // oxlint-disable-next-line no-await-in-loop
        const items = await withRatesOfToday(ctx, { items: page.items, rated })
        for (const row of items) yield seen.map((column) => column.cell(row, words))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
    }
    return { columns: seen.map((column) => words(column.label)), rows: rows() }
  }
}

async function withRatesOfToday<Row extends { id: string }>(
  ctx: Context,
  { items, rated }: { items: Row[]; rated: Rated },
): Promise<Row[]> {
  if (!may(ctx, 'rates:read')) return items
  const { workspaceId, db } = ctx
  const { timeZone } = await getWorkspace(db, { workspaceId })
  const today = dayIn(timeZone, ctx.clock.now())
  const ids = items.map((row) => row.id)
  let rows = items
  for (const [field, kind] of Object.entries(rated)) {
    // oxlint-disable-next-line no-await-in-loop
    const known = byId(await listRatesOf(db, { workspaceId, kind, ids }))
    rows = rows.map((row) => {
      const rates = known.get(row.id)
      return rates ? { ...row, [field]: rateOn(rates.history, today).rate } : row
    })
  }
  return rows
}

function yesOrNo(is: boolean, words: FileWords): SheetCell {
  return words(is ? 'yes' : 'no')
}

function decimal(value: string | null): SheetCell {
  return value === null ? null : { decimal: value }
}

function number(value: number | null): SheetCell {
  return value === null ? null : { decimal: String(value) }
}

function day(value: string | null): SheetCell {
  return value === null ? null : { day: value }
}

function namesOf(named: readonly { name: string }[]): SheetCell {
  return named.map(({ name }) => name).join(', ')
}
