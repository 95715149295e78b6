import { submitWork } from '#app/approval/submit-work.ts'
import { updateApprovalSettings } from '#app/approval/update-approval-settings.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { listVatRates } from '#app/catalogue/list-vat-rates.ts'
import { updateVatRate } from '#app/catalogue/update-vat-rate.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { hasSentInvoice } from './exported.ts'
import { createExpenses } from '#app/expenses/create-expenses.ts'
import { getExpense } from '#app/expenses/get-expense.ts'
import { createMileages } from '#app/mileages/create-mileages.ts'
import { getMileage } from '#app/mileages/get-mileage.ts'
import { createProjects } from '#app/projects/create-projects.ts'
import { listXeroTrackingCategories } from '#app/xero/list-xero-tracking-categories.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { getTimeEntry } from '#app/time/get-time-entry.ts'
import { addDays } from '#domain/work-day.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { aBusyWorkspace, aFileImport, exportOf, made, today } from './busy-workspace.ts'
import { aProject } from './factories.ts'
import { formOf, png, tableForm } from './files.ts'
import type { World } from './world.ts'

export type Surroundings = Awaited<ReturnType<typeof surroundingsFor>>

const stock = 150

/** Whatever the good bodies name: a busy workspace, and a stock of things to bill. */
export async function surroundingsFor(world: World) {
  const busy = await aBusyWorkspace(world)
  await loseEmail(world, busy.emailId)
  const { ctx, has } = world
  const { clientId, projectId } = busy
  const subscription = {
    interval: 'week' as const,
    startsOn: '2020-01-01',
    endsOn: null,
    description: 'Support',
    quantity: '1',
    unitPrice: '10',
  }
  const subscribed = await has.project({ clientId, invoiceMethod: 'subscription', subscription })
  const fixed = aProject({ clientId, invoiceMethod: 'fixed_price', fixedPriceMinor: 1e6 })
  const each = <Item>(item: Item) => ({ items: Array.from({ length: stock }, () => item) })
  const trip = { fromPlace: 'Utrecht', toPlace: 'Zwolle', distanceKm: '90' }
  const stocks = {
    fixedPrices: await createProjects(ctx, each(fixed)),
    parts: await createProjects(ctx, each(fixed)),
    timeEntryIds: await createTimeEntries(
      ctx,
      each({ projectId, workedOn: today, seconds: 60, memberId: busy.memberId }),
    ),
    expenseIds: await createExpenses(ctx, each({ projectId, spentOn: today, unitPrice: '5' })),
    mileageIds: await createMileages(ctx, each({ projectId, travelledOn: today, ...trip })),
  }
  const line = { description: 'Advice', quantity: '1', unitPrice: '100' }
  const invoice = { clientId, lines: [line], issuedOn: today }
  await world.request('PUT', '/letterhead/logo', formOf(png))
  const { items: rates } = await listVatRates(ctx, { limit: 100, archived: 'false' })
  for (const { id, percentage } of rates) {
    if (Number(percentage) > 0) continue
    await updateVatRate(ctx, { vatRateId: id, changes: { exemption: 'zero_rated' } })
  }
  const draft = await made(world, '/invoices', invoice)
  const unsent = await made(world, '/invoices', invoice)
  await made(world, `/invoices/${unsent.id}/finalise`)
  const late = { issuedOn: '2026-10-01', dueOn: '2026-10-15' }
  const overdue = await made(world, '/invoices', { ...invoice, ...late })
  await made(world, `/invoices/${overdue.id}/finalise`)
  const large = { ...line, quantity: '1000' }
  const creditable = await made(world, '/invoices', { ...invoice, lines: [large] })
  const { lines: creditableLines } = await finaliseInvoice(ctx, { invoiceId: creditable.id })
  const [creditableLine] = creditableLines
  assert(creditableLine, 'the invoice has a line')
  const rematched = await aFileImport(world)
  // Of a client that nobody changes: a document is retried with the amounts it had.
  const calm = await has.client({ name: 'Calm Waters' })
  const { id: calmId } = await has.project({ clientId: calm.id })
  const seen = await getTimeEntry(ctx, { timeEntryId: busy.timeEntryId })
  const calmEntry = await has.timeEntry({ projectId: calmId })
  const stillEntry = await has.timeEntry({ projectId: calmId })
  const toDelete = await createTimeEntries(
    ctx,
    each({ projectId, workedOn: '2026-11-10', seconds: 1 }),
  )
  const toDeleteOf = {
    expenses: await createExpenses(ctx, each({ projectId, spentOn: today, unitPrice: '1' })),
    mileages: await createMileages(ctx, each({ projectId, travelledOn: today, ...trip })),
  }
  const calmExpense = await has.expense({ projectId: calmId })
  const calmTrip = await has.mileage({ projectId: calmId })
  const toCredit = await has.timeEntry({ projectId: calmId })
  const approvedExport = await made(world, '/xero/exports', {
    ...exportOf({ timeEntryIds: [toCredit.id] }),
    status: 'AUTHORISED',
  })
  const toMail = await has.timeEntry({ projectId: calmId })
  const mailedExport = await made(world, '/xero/exports', {
    ...exportOf({ timeEntryIds: [toMail.id] }),
    status: 'AUTHORISED',
  })
  const invoiceId = await hasSentInvoice(world)
  const { document: journal } = await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  const toRefuse = await has.timeEntry({ projectId: calmId })
  const refusedExport = await made(
    world,
    '/xero/exports',
    exportOf({ timeEntryIds: [toRefuse.id] }),
  )
  const categories = await listXeroTrackingCategories(ctx, { refresh: false })
  const [category] = categories.items
  const [option] = category?.options ?? []
  assert(category && option, 'the simulator has tracking categories')
  let period = 0
  const main = await has.project({ clientId })
  const changes = { approvalBy: 'both', billsApprovedOnly: false } as const
  await updateApprovalSettings(ctx, { changes })
  const handedIn = await has.timeEntry({ projectId: calmId, workedOn: '2026-10-12' })
  await submitWork(ctx, { from: '2026-10-12', to: '2026-10-12' })
  return {
    ...busy,
    ownerId: world.memberId,
    handedIn: { kind: 'time_entry', id: handedIn.id, expectedUpdatedAt: handedIn.updatedAt },
    mainProjectId: main.id,
    tracking: { categoryId: category.categoryId, optionId: option.optionId },
    calmProjectId: calmId,
    billedEntryId: toCredit.id,
    draftId: draft.id,
    seenAt: seen.updatedAt.toISOString(),
    expenseSeenAt: (await getExpense(ctx, { expenseId: busy.expenseId })).updatedAt.toISOString(),
    tripSeenAt: (await getMileage(ctx, { mileageId: busy.mileageId })).updatedAt.toISOString(),
    calmEntry,
    calmExpense,
    calmTrip,
    stillEntry,
    toDelete: (from: { id: string; updatedAt: Date }[] = toDelete) => {
      const entry = from.pop()
      assert(entry, 'there is work enough to delete')
      return { id: entry.id, expectedUpdatedAt: entry.updatedAt }
    },
    toDeleteOf,
    unsentId: unsent.id,
    overdueId: overdue.id,
    creditableId: creditable.id,
    creditableLineId: creditableLine.id,
    rematchedId: rematched.id,
    approvedDocumentId: await onlyDocumentOf(world, approvedExport.id),
    mailedDocumentId: await onlyDocumentOf(world, mailedExport.id),
    journalId: journal.id,
    refusedDocumentId: await refuseOnly(world, refusedExport.id),
    /** One of everything there is to bill, another time other things: what was billed is billed. */
    toBill: (isTaken: boolean) => {
      const one = (items: { id: string }[]) => {
        const item = isTaken ? items.pop() : items[0]
        assert(item, 'the stock of things to bill is large enough')
        return item.id
      }
      if (isTaken) period += 1
      const startsOn = new Date(Date.UTC(2020, 0, 1 + 7 * period)).toISOString().slice(0, 10)
      return {
        timeEntryIds: [one(stocks.timeEntryIds)],
        expenseIds: [one(stocks.expenseIds)],
        mileageIds: [one(stocks.mileageIds)],
        instalments: [
          {
            projectId: one(stocks.parts),
            amountMinor: 1,
            description: 'First part',
            plannedId: null,
          },
        ],
        subscriptionPeriods: [{ projectId: subscribed.id, startsOn }],
        uninvoiced: [
          {
            projectId: one(stocks.fixedPrices),
            through: today,
            amountMinor: 1,
            include: ['instalment'],
          },
        ],
      }
    },
  }
}

async function onlyDocumentOf({ db, workspaceId }: World, exportId: string): Promise<string> {
  const { id } = await db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', workspaceId)
    .where('export_id', '=', exportId)
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Has the document of an export refused, as Xero would for its date. */
async function refuseOnly({ db, workspaceId }: World, exportId: string): Promise<string> {
  const { id } = await db
    .updateTable('xero_documents')
    .set({ state: 'rejected', problem_code: 'period_is_locked', problem_detail: 'lock date' })
    .where('workspace_id', '=', workspaceId)
    .where('export_id', '=', exportId)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Makes an e-mail one that may have arrived, so that it can be sent again. */
async function loseEmail({ db, workspaceId }: World, emailId: string): Promise<void> {
  await db
    .updateTable('emails')
    .set({ state: 'unknown', sent_at: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', emailId)
    .execute()
}

const address = {
  attentionTo: 'Accounts',
  line1: 'Kade 1',
  line2: 'Floor 2',
  line3: 'Door 3',
  line4: 'Box 4',
  city: 'Utrecht',
  region: 'UT',
  postalCode: '3511 AA',
  country: 'NL',
}

type GoodBody = (around: Surroundings, unique: string) => object

/** A day within the dates of the project. */
const projectDayOf = (unique: string) =>
  addDays(today, 1 + (Number(unique.split('-').at(-1)) % 360))

/** A day no body had before. */
const dayOf = (unique: string) => addDays('2040-01-01', Number(unique.split('-').at(-1)))

const client: GoodBody = ({ vatRateId, connectionId, tagId }, unique) => ({
  language: 'nl',
  number: unique,
  iban: 'NL91 ABNA 0417 1643 00',
  billingContact: { name: 'Bo Books', email: 'books@example.com' },
  getsReminders: true,
  tagIds: [tagId],
  name: 'Blue Kettle BV',
  email: 'post@example.com',
  phone: '030 1234567',
  vatNumber: 'NL123456789B01',
  electronicAddress: '0106:12345678',
  buyerReference: 'Cost centre 7',
  invoiceAddress: address,
  visitingAddress: { city: 'Utrecht' },
  contactPersons: [{ name: 'Anna', email: 'anna@example.com' }],
  paymentTermDays: 14,
  hourlyRate: '95.00',
  mileageRate: '0.2350',
  vatRateId,
  hourRounding: 'up_15' as const,
  notes: 'Pays on time',
  connectionId,
})
const member: GoodBody = (_, unique) => ({
  name: 'Emma',
  email: `${unique}@example.com`,
  role: 'employee',
  hourlyRate: '80',
})
const project: GoodBody = (
  { clientId, vatRateId, memberId, taskId, tagId, mainProjectId },
  unique,
) => ({
  clientId,
  parentId: mainProjectId,
  billToClientId: clientId,
  managerId: memberId,
  memberIds: [memberId],
  taskIds: [taskId],
  tagIds: [tagId],
  color: 'teal',
  reference: 'PO 4711',
  notes: 'Starts slowly',
  plannedInstalments: [
    { id: null, taskId, description: 'Design', amountMinor: 100_000, dueOn: '2026-12-01' },
  ],
  code: unique,
  name: 'Website',
  invoiceMethod: 'project_hourly_rate',
  hourlyRate: '90',
  fixedPriceMinor: 100_000,
  subscription: {
    interval: 'month',
    startsOn: today,
    endsOn: '2027-11-16',
    description: 'Support',
    quantity: '1.00',
    unitPrice: '450.00',
    proratesPauses: true,
  },
  vatRateId,
  hourRounding: 'nearest_6' as const,
  startsOn: today,
  endsOn: '2027-11-16',
})
const task: GoodBody = (_, unique) => ({
  name: unique,
  hourlyRate: '95',
  isBillable: true,
  xeroItemCode: null,
})
const recurring: GoodBody = (around) => ({
  name: 'Hosting',
  clientId: around.clientId,
  interval: 'month',
  startsOn: '2040-01-31',
  endsOn: null,
  times: 12,
  paymentTermDays: 14,
  makes: 'final',
  reference: 'Hosting {{year}}',
  lines: lines(around),
})
const estimate: GoodBody = (around) => ({
  clientId: around.clientId,
  title: 'New website',
  issuedOn: '2040-01-01',
  validUntil: '2040-01-31',
  notes: 'Without hosting',
  lines: lines(around),
})
const vehicle: GoodBody = (_, unique) => ({ name: unique, licencePlate: 'AB-123-C' })
const team: GoodBody = ({ memberId }, unique) => ({
  name: unique,
  managerId: memberId,
  memberIds: [memberId],
})
let contracts = 0
/** Contracts of one person share no day: each has a day of its own. */
const contract: GoodBody = () => {
  contracts += 1
  const day = new Date(Date.UTC(2030, 0, contracts)).toISOString().slice(0, 10)
  const weekdaySeconds = [28_800, 28_800, 28_800, 28_800, 14_400, 0, 0]
  return { startsOn: day, endsOn: day, weekdaySeconds, costRate: '45.00' }
}
const tag: GoodBody = (_, unique) => ({ name: unique })
// The rate it has already: a change that is made needs no preview of now.
const rateChange = ({ calmProjectId }: Surroundings) => ({
  subject: { kind: 'project', id: calmProjectId },
  validFrom: null,
  rate: '100',
  isRemoved: false,
})
const product: GoodBody = ({ vatRateId }, unique) => ({
  name: unique,
  unitPrice: '12.50',
  vatRateId,
  xeroItemCode: null,
})
const vatRate: GoodBody = ({ connectionId }) => ({
  name: 'High',
  percentage: '21.00',
  isDefault: false,
  exemption: null,
  exemptionReason: '',
  xeroTaxTypes: [{ connectionId, taxType: null }],
})
const moment = `${today}T10:00:00.000Z`

const cellWith =
  (work: object): GoodBody =>
  ({ memberId, projectId, taskId }, unique) => ({
    memberId,
    cells: [
      {
        projectId,
        taskId,
        workedOn: projectDayOf(unique),
        work,
        notes: 'Cell',
        entryId: null,
        expectedUpdatedAt: null,
      },
    ],
  })

// Of a project whose people nobody changes: the timer is the owner's own.
const timer: GoodBody = ({ calmProjectId, taskId }, unique) => ({
  projectId: calmProjectId,
  taskId,
  notes: unique,
  isBillable: true,
  startedAt: moment,
})

const timeEntry: GoodBody = ({ memberId, projectId, taskId }) => ({
  memberId,
  projectId,
  taskId,
  workedOn: today,
  seconds: 60,
  startedAt: '09:00',
  endedAt: '09:02',
  pauseSeconds: 60,
  notes: 'Design',
  isBillable: true,
})
const spending: GoodBody = ({ memberId, projectId, productId, vatRateId }) => ({
  memberId,
  projectId,
  productId,
  spentOn: today,
  description: 'Train',
  quantity: '1.50',
  vatRateId,
  isBillable: true,
})
const expense: GoodBody = (around, unique) => ({
  ...spending(around, unique),
  unitPrice: '12.50',
})
const grossExpense: GoodBody = (around, unique) => ({
  ...spending(around, unique),
  grossUnitPrice: '12.50',
  currency: 'EUR',
})
const mileage: GoodBody = ({ memberId, projectId }) => ({
  memberId,
  projectId,
  travelledOn: today,
  fromPlace: 'Utrecht',
  toPlace: 'Zwolle',
  distanceKm: '90.00',
  isReturnTrip: true,
  kind: 'business',
  purpose: 'Meeting',
  vehicle: 'XX-123-Y',
  isBillable: true,
})
const exported = (around: Surroundings, isTaken: boolean) => ({
  items: around.toBill(isTaken),
  per: 'client',
  groupBy: 'project',
  issuedOn: today,
  dueOn: '2026-12-16',
  reference: 'PO 123',
  status: 'AUTHORISED',
  brandingThemeId: null,
  email: true,
  attach: { timesheet: true, receipts: true, online: false, note: true },
})
const lines = ({ vatRateId }: Surroundings) => [
  { description: 'Advice', quantity: '1.00', unitPrice: '100.00', vatRateId },
]
const invoiceDates = { issuedOn: today, dueOn: '2026-12-16', reference: 'PO 123' }

const reportView: GoodBody = ({ clientId, projectId, memberId, taskId }, unique) => ({
  name: unique,
  isShared: false,
  settings: {
    period: 'custom',
    from: '2026-10-01',
    to: '2026-10-31',
    clientIds: [clientId],
    projectIds: [projectId],
    memberIds: [memberId],
    taskIds: [taskId],
    isBillable: true,
    statuses: ['open', 'written_off'],
    q: 'advice',
    groupBy: 'month',
    columns: ['day', 'client', 'hours'],
    order: { by: 'label', isDescending: true },
    sort: { by: 'day', isDescending: true },
  },
})

const oneOf =
  (good: GoodBody): GoodBody =>
  (...given) => ({ items: [good(...given)] })
const changed =
  (good: GoodBody): GoodBody =>
  (...given) => ({ ...good(...given), isArchived: false })

/**
 * Bodies that each operation accepts, together with every field that it knows; a second body of an operation has a name
 * behind its id. `unique` is a text no body had before.
 */
export const goodBodies: Record<string, GoodBody> = {
  updateEmailSettings: () => ({
    invoiceTemplates: {
      en: { subject: 'Invoice {{invoice.number}}', body: 'Of {{total}}' },
      nl: { subject: 'Factuur {{invoice.number}}', body: 'Van {{total}}' },
    },
  }),
  emailInvoice: () => ({
    to: ['client@example.com'],
    cc: ['copy@example.com'],
    subject: 'Invoice',
    body: 'Of {{total}}',
    copyToMe: true,
    again: true,
  }),
  updateReminderSettings: () => ({
    isAutomatic: true,
    steps: [
      {
        daysAfterDue: 7,
        templates: {
          en: { subject: 'Reminder {{invoice.number}}', body: '{{open}} is open' },
          nl: { subject: 'Herinnering {{invoice.number}}', body: '{{open}} staat open' },
        },
      },
    ],
  }),
  remindInvoice: () => ({
    step: 1,
    to: ['client@example.com'],
    cc: ['copy@example.com'],
    subject: 'Reminder',
    body: '{{open}} is open',
    copyToMe: true,
  }),
  sendTestEmail: () => ({ to: 'test@example.com' }),
  sendEmailAgain: () => ({ mayArriveTwice: true }),
  createApiToken: () => ({ name: 'Laptop' }),
  setPassword: () => ({ password: 'a horse and a staple' }),
  createClients: oneOf(client),
  updateClient: changed(client),
  updateMe: () => ({ language: 'nl', wantsApprovalEmails: false }),
  updateWorkspaceSettings: () => ({
    name: 'Test Workspace',
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
    language: 'en',
    dateFormat: 'yyyy-MM-dd',
    timeFormat: '12h',
    numberFormat: '1,234.56',
    durationFormat: 'h:mm',
    weekStartsOn: 1,
    hourlyRate: '90',
    mileageRate: '0.23',
    invoicePrefix: 'INV-',
    paymentTermDays: 30,
    hourRounding: 'down_1',
    lineTexts: {
      project: '{{project}}',
      task: '{{task}}',
      user: '{{person}}',
      day: '{{date}}',
      entry: '{{date}}: {{notes}}',
      expense: '{{product}}',
      mileage: '{{route}}',
    },
  }),
  setLetterheadLogo: () => formOf(png),
  updateLetterhead: () => ({
    legalName: 'Studio Noord B.V.',
    address: {
      line1: 'Keizersgracht 126',
      postalCode: '1015 CW',
      city: 'Amsterdam',
      country: 'NL',
    },
    registrationNumber: '12345678',
    vatNumber: 'NL003456789B01',
    iban: 'NL91ABNA0417164300',
    bic: 'ABNANL2A',
    email: 'invoices@studio.example',
    phone: '+31 20 123 45 67',
    website: 'studio.example',
    paymentTerms: 'Please pay {amount} by {day}.',
    footer: 'Thank you',
    layout: 'modern',
    accentColor: '#1d5a8a',
    showsPaymentCode: true,
    showsHours: true,
    electronicAddress: '0106:12345678',
    attachesEInvoice: true,
  }),
  updateApprovalSettings: () => ({
    approvalBy: 'both',
    billsApprovedOnly: false,
    lockedThrough: '2019-12-31',
    closesAfterWeeks: 500,
  }),
  submitWork: ({ memberId }) => ({ memberId, from: '2026-10-05', to: '2026-10-06' }),
  takeBackWork: ({ memberId }) => ({ memberId, from: '2026-10-05', to: '2026-10-06' }),
  approveWork: ({ handedIn }) => ({ items: [handedIn] }),
  rejectWork: ({ handedIn }) => ({ items: [handedIn], note: 'Too much' }),
  createStandIn: ({ memberId, ownerId }) => ({
    managerId: ownerId,
    standInId: memberId,
    fromOn: '2026-12-01',
    untilOn: '2026-12-31',
  }),
  createMembers: oneOf(member),
  updateMember: changed(member),
  createProjects: oneOf(project),
  updateProject: changed(project),
  createSubscriptionPause: (_, unique) => ({ startsOn: dayOf(unique), endsOn: dayOf(unique) }),
  updateSubscriptionPause: () => ({ startsOn: '2031-03-01', endsOn: '2031-03-08' }),
  setSubscriptionPrice: () => ({ validFrom: '2031-04-09', quantity: '1.00', unitPrice: '12.50' }),
  setProjectBudget: () => ({ measure: 'hours', period: 'month', amount: 3600, warnAt: [75] }),
  setTaskBudget: () => ({ measure: 'hours', period: 'month', amount: 3600, warnAt: [75] }),
  previewRateChange: (around) => ({ ...rateChange(around), limit: 10, cursor: null }),
  changeRate: (around) => ({
    ...rateChange(around),
    hash: 'made already',
    reRate: 'none',
    ids: [around.timeEntryId],
    exceptIds: [around.timeEntryId],
  }),
  previewReRating: ({ timeEntryId }) => ({
    kind: 'time_entry',
    ids: [timeEntryId],
    limit: 10,
    cursor: null,
  }),
  reRate: ({ billedEntryId }) => ({ kind: 'time_entry', ids: [billedEntryId], hash: 'none' }),
  createTasks: oneOf(task),
  updateTask: changed(task),
  changeMany: ({ taskId }) => ({
    list: 'tasks',
    ids: [taskId],
    changes: { isArchived: false, isBillable: true },
    isDeleted: false,
  }),
  'changeMany of projects': ({ projectId, memberId, tagId }) => ({
    list: 'projects',
    ids: [projectId],
    changes: { managerId: memberId, color: 'teal', tagIds: [tagId] },
    isDeleted: false,
  }),
  'changeMany of clients': ({ clientId, vatRateId }) => ({
    list: 'clients',
    ids: [clientId],
    changes: { vatRateId, paymentTermDays: 30 },
    isDeleted: false,
  }),
  createVehicles: oneOf(vehicle),
  updateVehicle: changed(vehicle),
  createTeams: oneOf(team),
  updateTeam: changed(team),
  createContract: contract,
  updateContract: () => ({
    startsOn: '2020-03-01',
    endsOn: '2020-03-31',
    weekdaySeconds: [0, 0, 0, 0, 0, 0, 0],
    costRate: '45.00',
  }),
  createTags: oneOf(tag),
  updateTag: changed(tag),
  createProducts: oneOf(product),
  updateProduct: changed(product),
  createVatRates: oneOf(vatRate),
  updateVatRate: changed(vatRate),
  createTimeEntries: oneOf((...given) => ({ ...timeEntry(...given), id: newId() })),
  'updateTimeEntry as seen': ({ seenAt }) => ({ expectedUpdatedAt: seenAt, notes: 'Seen' }),
  updateTimeEntry: timeEntry,
  'updateTimeEntries as seen': ({ stillEntry: { id, updatedAt } }) => ({
    items: [{ id, expectedUpdatedAt: updatedAt, notes: 'Seen' }],
  }),
  updateTimeEntries: (around, unique) => ({
    items: [{ id: around.stillEntry.id, ...timeEntry(around, unique) }],
  }),
  deleteTimeEntries: ({ toDelete }) => ({ items: [toDelete()] }),
  restoreTimeEntries: ({ calmEntry: { id, updatedAt } }) => ({
    items: [{ id, updatedAt, expectedUpdatedAt: updatedAt }],
  }),
  saveTimesheetCells: cellWith({ seconds: 60 }),
  'saveTimesheetCells with times': cellWith({
    startedAt: '09:00',
    endedAt: '10:00',
    pauseSeconds: 60,
  }),
  previewTimesheetCopy: ({ memberId, projectId, taskId }) => ({
    memberId,
    from: '2026-11-09',
    to: today,
    rows: [{ projectId, taskId }],
  }),
  copyTimesheetWeek: ({ memberId, projectId }, unique) => ({
    memberId,
    from: '2026-11-16',
    to: projectDayOf(unique),
    rows: [{ projectId, taskId: null }],
  }),
  setFavourites: ({ projectId, taskId }) => ({ items: [{ projectId, taskId }] }),
  startTimer: (...given) => ({ ...timer(...given), id: newId() }),
  updateTimer: timer,
  stopTimer: () => ({ endedAt: moment, midnight: 'split', timeEntryIds: [newId()] }),
  createExpenses: oneOf(expense),
  'updateExpense as seen': ({ expenseSeenAt }) => ({
    expectedUpdatedAt: expenseSeenAt,
    description: 'Seen',
  }),
  updateExpense: expense,
  'createExpenses with VAT': oneOf(grossExpense),
  'updateExpense with VAT': grossExpense,
  deleteExpenses: ({ toDelete, toDeleteOf }) => ({ items: [toDelete(toDeleteOf.expenses)] }),
  restoreExpenses: ({ calmExpense: { id, updatedAt } }) => ({
    items: [{ id, updatedAt, expectedUpdatedAt: updatedAt }],
  }),
  createMileages: oneOf(mileage),
  'updateMileage as seen': ({ tripSeenAt }) => ({ expectedUpdatedAt: tripSeenAt, purpose: 'Seen' }),
  updateMileage: mileage,
  deleteMileages: ({ toDelete, toDeleteOf }) => ({ items: [toDelete(toDeleteOf.mileages)] }),
  restoreMileages: ({ calmTrip: { id, updatedAt } }) => ({
    items: [{ id, updatedAt, expectedUpdatedAt: updatedAt }],
  }),
  chooseXeroAdministration: ({ connectionId }) => ({ connectionId, isAdditional: false }),
  updateXeroSettings: ({ connectionId }) => ({
    defaultItemCode: null,
    salesAccountCode: '200',
    debtorsAccountCode: null,
    brandingThemeId: null,
    salesTarget: 'manual_journal',
    journalStatus: 'POSTED',
    nightlyImport: 'off',
    importScope: 'all',
    importGroupId: null,
    isDefault: true,
    connectionId,
  }),
  createReportView: (around, unique) => ({ ...reportView(around, unique), tab: 'hours' }),
  updateReportView: reportView,
  fixXeroFinding: ({ clientId, connectionId }) => ({
    code: 'contact_is_archived',
    subject: 'client',
    subjectId: clientId,
    connectionId,
  }),
  setXeroMapping: ({ projectId, tracking, connectionId }) => ({
    subject: 'project',
    subjectId: projectId,
    itemCode: null,
    accountCode: '200',
    tracking: [tracking],
    connectionId,
  }),
  'setXeroMapping by product': ({ taskId }) => ({
    subject: 'task',
    subjectId: taskId,
    itemCode: 'CONSULT',
    accountCode: null,
    tracking: [],
  }),
  createXeroItem: ({ connectionId }, unique) => ({ code: unique, name: 'Advice', connectionId }),
  createXeroAccount: ({ connectionId }, unique) => ({
    purpose: 'debtors',
    code: unique.slice(-10),
    name: `Debtors ${unique}`,
    connectionId,
  }),
  startContactImport: ({ connectionId }) => ({ mode: 'new_and_changed', connectionId }),
  updateContactImportRows: () => ({ positions: [1], choice: 'skip' }),
  'updateContactImportRows by finding': () => ({ finding: 'new', choice: 'skip' }),
  createFileImport: () => tableForm('Number,Name\nFILE-2,Another From A File\n'),
  matchFileImport: () => ({
    headerRow: 1,
    fields: ['number', 'name'],
    formats: { dateOrder: 'dmy', decimalSign: ',', durationUnit: 'hours' },
    creates: { clients: true, projects: false, tasks: false },
  }),
  updateFileImportRows: () => ({ positions: [2], choice: 'skip' }),
  'updateFileImportRows by finding': () => ({ finding: 'new', choice: 'skip' }),
  previewXeroExport: (around) => exported(around, false),
  createXeroExport: (around) => ({ ...exported(around, true), previewHash: null }),
  previewXeroDocumentUpdate: (around) => ({ items: around.toBill(false) }),
  updateXeroDocument: (around) => ({ items: around.toBill(true), previewHash: null }),
  creditXeroDocument: () => ({ billAgain: true, previewHash: null }),
  emailXeroDocument: () => ({ again: true }),
  createInvoice: (around) => ({
    clientId: around.clientId,
    items: around.toBill(true),
    groupBy: 'project',
    lines: lines(around),
    ...invoiceDates,
    language: 'nl',
    pricesIncludeVat: false,
  }),
  updateInvoice: (around) => ({
    ...invoiceDates,
    language: 'nl',
    pricesIncludeVat: false,
    lines: lines(around),
  }),
  createEstimate: estimate,
  updateEstimate: estimate,
  createRecurringInvoice: recurring,
  updateRecurringInvoice: (...given) => ({ ...recurring(...given), isPaused: false }),
  previewWriteOffs: (around) => ({ items: around.toBill(false) }),
  createWriteOffs: (around) => ({ reason: 'Goodwill', items: around.toBill(true) }),
  reverseWriteOffs: ({ writeOffId, timeEntryId, expenseId, mileageId }) => ({
    writeOffIds: [writeOffId],
    timeEntryIds: [timeEntryId],
    expenseIds: [expenseId],
    mileageIds: [mileageId],
  }),
  sendInvoice: () => ({ method: 'mark_as_sent' }),
  createCreditInvoice: ({ creditableLineId }) => ({
    issuedOn: today,
    reference: 'Returned',
    lines: [{ lineId: creditableLineId, quantity: '0.01' }],
    freesItems: true,
  }),
  addPayment: () => ({ paidOn: today, amountMinor: 1, method: 'card', reference: 'Statement 12' }),
  retryXeroDocument: () => ({ issuedOn: today }),
  reverseXeroDocument: () => ({ issuedOn: today }),
  retryRefusedDocuments: ({ documentId, connectionId }) => ({
    connectionId,
    subjectId: documentId,
    documentId,
    purpose: 'create_invoices',
    outcome: 'rejected',
    from: '2020-01-01',
    to: '2020-01-02',
  }),
  createSalesTransactions: ({ invoiceId }) => ({
    invoiceIds: [invoiceId],
    attach: { timesheet: true, receipts: true, note: true },
  }),
  previewSalesTransactions: ({ invoiceId }) => ({
    invoiceIds: [invoiceId],
    attach: { timesheet: true, receipts: true, note: true },
  }),
  createSalesTransaction: () => ({ attach: { timesheet: true, receipts: true, note: true } }),
}
