import { ageing } from './en/ageing.ts'
import { apiTokens } from './en/api-tokens.ts'
import { appCenter } from './en/app-center.ts'
import { approval } from './en/approval.ts'
import { auditLog } from './en/audit-log.ts'
import { budgets } from './en/budgets.ts'
import { catalogue } from './en/catalogue.ts'
import { clients } from './en/clients.ts'
import { emails } from './en/emails.ts'
import { estimates } from './en/estimates.ts'
import { recurring } from './en/recurring.ts'
import { reminders } from './en/reminders.ts'
import { fileImports } from './en/file-imports.ts'
import { imports } from './en/imports.ts'
import { invoiceLinks } from './en/invoice-links.ts'
import { invoices } from './en/invoices.ts'
import { letterhead } from './en/letterhead.ts'
import { lineTexts } from './en/line-texts.ts'
import { lists } from './en/lists.ts'
import { mappings } from './en/mappings.ts'
import { keys, palette } from './en/palette.ts'
import { offline } from './en/offline.ts'
import { people } from './en/people.ts'
import { pickers } from './en/pickers.ts'
import { products } from './en/products.ts'
import { projects } from './en/projects.ts'
import { rates } from './en/rates.ts'
import { receipts } from './en/receipts.ts'
import { regional } from './en/regional.ts'
import { reports } from './en/reports.ts'
import { rounding } from './en/rounding.ts'
import { shell } from './en/shell.ts'
import { signIn } from './en/sign-in.ts'
import { syncLog } from './en/sync-log.ts'
import { tags } from './en/tags.ts'
import { tasks } from './en/tasks.ts'
import { timer } from './en/timer.ts'
import { teams } from './en/teams.ts'
import { timesheets } from './en/timesheets.ts'
import { ui } from './en/ui.ts'
import { uninvoiced } from './en/uninvoiced.ts'
import { vehicles } from './en/vehicles.ts'
import { vatRates } from './en/vat-rates.ts'
import { writeOffs } from './en/write-offs.ts'
import { xeroCheck } from './en/xero-check.ts'
import { xeroDifferences } from './en/xero-differences.ts'
import { xeroExports } from './en/xero-exports.ts'
import { xeroSettings } from './en/xero-settings.ts'

/** The English catalogue: one file per area, one key per page. Other languages translate this shape. */
export const en = {
  ageing,
  apiTokens,
  appCenter,
  approval,
  auditLog,
  budgets,
  catalogue,
  clients,
  emails,
  estimates,
  recurring,
  reminders,
  fileImports,
  imports,
  invoiceLinks,
  invoices,
  letterhead,
  lineTexts,
  lists,
  mappings,
  keys,
  offline,
  palette,
  people,
  pickers,
  products,
  projects,
  rates,
  receipts,
  regional,
  reports,
  rounding,
  shell,
  signIn,
  syncLog,
  tags,
  tasks,
  timer,
  teams,
  timesheets,
  ui,
  uninvoiced,
  vatRates,
  vehicles,
  writeOffs,
  xeroCheck,
  xeroDifferences,
  xeroExports,
  xeroSettings,
} as const
