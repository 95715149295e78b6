import type { HourRounding } from '#domain/hour-rounding.ts'
import type { SalesTarget } from '#domain/xero-settings.ts'
import type { LineTexts } from '#domain/line-texts.ts'
import type { Database, Transaction } from './database.ts'

export type WorkspaceSettings = {
  name: string
  currency: string
  timeZone: string
  language: string
  dateFormat: string
  timeFormat: '24h' | '12h'
  numberFormat: string
  durationFormat: 'h:mm' | 'decimal'
  weekStartsOn: 0 | 1 | 6
  hourlyRate: string
  mileageRate: string
  invoicePrefix: string
  paymentTermDays: number
  lineTexts: LineTexts
  hourRounding: HourRounding
  /** What a sales transaction becomes in Xero. */
  salesTarget: SalesTarget
}

export async function getWorkspace(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<WorkspaceSettings> {
  return await db
    .selectFrom('workspaces')
    .where('workspace_id', '=', workspaceId)
    .select(settings)
    .executeTakeFirstOrThrow()
}

/** Holds the workspace: what it has only one of is changed by one at a time. */
export async function lockWorkspace(
  tx: Transaction,
  { workspaceId }: { workspaceId: string },
): Promise<void> {
  await tx
    .selectFrom('workspaces')
    .where('workspace_id', '=', workspaceId)
    .select('workspace_id')
    .forNoKeyUpdate()
    .execute()
}

/** Changes the settings that are given, and answers all of them. */
export async function setWorkspaceSettings(
  tx: Transaction,
  { workspaceId, changes }: { workspaceId: string; changes: Partial<WorkspaceSettings> },
): Promise<WorkspaceSettings> {
  return await tx
    .updateTable('workspaces')
    .set({
      name: changes.name,
      currency: changes.currency,
      time_zone: changes.timeZone,
      language: changes.language,
      date_format: changes.dateFormat,
      time_format: changes.timeFormat,
      number_format: changes.numberFormat,
      duration_format: changes.durationFormat,
      week_starts_on: changes.weekStartsOn,
      hourly_rate: changes.hourlyRate,
      mileage_rate: changes.mileageRate,
      invoice_prefix: changes.invoicePrefix,
      payment_term_days: changes.paymentTermDays,
      line_texts: changes.lineTexts && JSON.stringify(changes.lineTexts),
      hour_rounding: changes.hourRounding,
      sales_target: changes.salesTarget,
    })
    .where('workspace_id', '=', workspaceId)
    .returning(settings)
    .executeTakeFirstOrThrow()
}

const settings = [
  'name',
  'currency',
  'time_zone as timeZone',
  'language',
  'date_format as dateFormat',
  'time_format as timeFormat',
  'number_format as numberFormat',
  'duration_format as durationFormat',
  'week_starts_on as weekStartsOn',
  'hourly_rate as hourlyRate',
  'mileage_rate as mileageRate',
  'invoice_prefix as invoicePrefix',
  'payment_term_days as paymentTermDays',
  'line_texts as lineTexts',
  'hour_rounding as hourRounding',
  'sales_target as salesTarget',
] as const
