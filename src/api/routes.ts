import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { approvalRoutes } from './approval-routes.ts'
import { apiTokenRoutes } from './api-tokens-routes.ts'
import { clientRoutes } from './clients-routes.ts'
import { meRoutes } from './me-routes.ts'
import { expenseRoutes } from './expenses-routes.ts'
import { memberRoutes } from './members-routes.ts'
import { mileageRoutes } from './mileages-routes.ts'
import { subscriptionRoutes } from './subscriptions-routes.ts'
import { productRoutes } from './products-routes.ts'
import { projectRoutes } from './projects-routes.ts'
import { receiptRoutes } from './receipts-routes.ts'
import { budgetRoutes } from './budgets-routes.ts'
import { rateRoutes } from './rates-routes.ts'
import { reportRoutes } from './reports-routes.ts'
import { reportViewRoutes } from './report-views-routes.ts'
import { contractRoutes } from './contracts-routes.ts'
import { teamRoutes } from './teams-routes.ts'
import { vehicleRoutes } from './vehicles-routes.ts'
import { listRoutes } from './lists-routes.ts'
import { tagRoutes } from './tags-routes.ts'
import { taskRoutes } from './tasks-routes.ts'
import { timeEntryRoutes } from './time-entries-routes.ts'
import { timerRoutes } from './timers-routes.ts'
import { timesheetRoutes } from './timesheets-routes.ts'
import { vatRateRoutes } from './vat-rates-routes.ts'
import { workspaceRoutes } from './workspace-routes.ts'
import { contactImportRoutes } from './contact-imports-routes.ts'
import { fileImportRoutes } from './file-imports-routes.ts'
import { ageingRoutes } from './ageing-routes.ts'
import { invoiceRoutes } from './invoices-routes.ts'
import { invoiceLinkRoutes } from './invoice-links-routes.ts'
import { letterheadRoutes } from './letterhead-routes.ts'
import { salesTransactionRoutes } from './sales-transactions-routes.ts'
import { uninvoicedRoutes } from './uninvoiced-routes.ts'
import { writeOffRoutes } from './write-offs-routes.ts'
import { xeroDifferenceRoutes } from './xero-differences-routes.ts'
import { xeroExportRoutes } from './xero-exports-routes.ts'
import { emailRoutes } from './emails-routes.ts'
import { recurringInvoiceRoutes } from './recurring-invoices-routes.ts'
import { estimateRoutes } from './estimates-routes.ts'
import { reminderRoutes } from './reminders-routes.ts'
import { auditLogRoutes } from './audit-log-routes.ts'
import { syncLogRoutes } from './sync-log-routes.ts'
import { xeroMappingRoutes } from './xero-mappings-routes.ts'
import { xeroReadinessRoutes } from './xero-readiness-routes.ts'
import { xeroRoutes } from './xero-routes.ts'

/** Every noun of the API, in the order the reference shows them. */
export const routes: FastifyPluginAsyncZod[] = [
  meRoutes,
  apiTokenRoutes,
  clientRoutes,
  workspaceRoutes,
  memberRoutes,
  contractRoutes,
  teamRoutes,
  projectRoutes,
  subscriptionRoutes,
  budgetRoutes,
  rateRoutes,
  taskRoutes,
  tagRoutes,
  vehicleRoutes,
  productRoutes,
  vatRateRoutes,
  listRoutes,
  timeEntryRoutes,
  timesheetRoutes,
  approvalRoutes,
  timerRoutes,
  expenseRoutes,
  receiptRoutes,
  mileageRoutes,
  reportRoutes,
  reportViewRoutes,
  xeroRoutes,
  xeroMappingRoutes,
  xeroReadinessRoutes,
  contactImportRoutes,
  fileImportRoutes,
  xeroExportRoutes,
  xeroDifferenceRoutes,
  uninvoicedRoutes,
  writeOffRoutes,
  invoiceRoutes,
  invoiceLinkRoutes,
  letterheadRoutes,
  ageingRoutes,
  salesTransactionRoutes,
  syncLogRoutes,
  emailRoutes,
  reminderRoutes,
  recurringInvoiceRoutes,
  estimateRoutes,
  auditLogRoutes,
]
