import { sql } from 'kysely'
import { operations } from '#tests/support/api-operations.ts'
import {
  aBusyWorkspace,
  type BusyWorkspace,
  exportOf,
  noItems,
  today,
} from '#tests/support/busy-workspace.ts'
import { createWorld } from '#tests/support/world.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import { factoriesFor } from '#tests/support/factories.ts'
import { formOf, pdf } from '#tests/support/files.ts'
import { expect, test } from 'vitest'

// The promise to every company on a shared server: nobody else's ids lead anywhere, on any road.

type Refusals = { problem: { code: string } | null }[]
type Problem = { code?: string; results?: Refusals; cells?: Refusals }

// A public link is for whoever has it: it takes no id, and nobody is asked where they work.
const byIdInPath = operations.filter((each) =>
  each.pathNames.some((name) => name !== 'tab' && name !== 'linkToken'),
)
// Before anybody is signed in there is no workspace.
const ofVisitors = new Set([
  'getPublic',
  'getXeroSignUp',
  'getPublicInvoice',
  'printPublicInvoice',
  'getPublicEInvoice',
])
const reads = operations.filter(
  (each) => each.method === 'GET' && !byIdInPath.includes(each) && !ofVisitors.has(each.id),
)
const writes = operations.filter((each) => each.method !== 'GET' && !byIdInPath.includes(each))

type Body = (theirs: BusyWorkspace, own: { clientId: string; projectId: string }) => unknown

/** Bodies that the routes with an id in their address accept, so that it is the id they decline. */
const acceptable: Record<string, unknown> = {
  updateContactImportRows: { positions: [1], choice: 'skip' },
  matchFileImport: { headerRow: 1 },
  updateFileImportRows: { positions: [2], choice: 'skip' },
  sendEmailAgain: {},
  emailInvoice: { to: ['a@example.com'], subject: 'Mine', body: 'Mine' },
  remindInvoice: { step: 1, to: ['a@example.com'], subject: 'Mine', body: 'Mine' },
  sendInvoice: { method: 'mark_as_sent' },
  createCreditInvoice: { issuedOn: today },
  addPayment: { paidOn: today, amountMinor: 1 },
  previewXeroDocumentUpdate: { items: noItems },
  updateXeroDocument: { items: noItems },
  creditXeroDocument: { billAgain: true },
  updateInvoice: { reference: 'Mine' },
  updateRecurringInvoice: { name: 'Mine' },
  updateEstimate: { title: 'Mine' },
  updateProject: { name: 'Mine' },
  createSubscriptionPause: { startsOn: today },
  updateSubscriptionPause: { startsOn: today },
  setProjectBudget: { measure: 'hours', period: 'total', amount: 3600 },
  setTaskBudget: { measure: 'hours', period: 'total', amount: 3600 },
  setSubscriptionPrice: { validFrom: today, unitPrice: '1' },
  updateTimeEntry: { notes: 'Mine' },
  updateTimer: { notes: 'Mine' },
  stopTimer: {},
  updateExpense: { description: 'Mine' },
  updateMileage: { purpose: 'Mine' },
  addReceipt: formOf(pdf()),
  updateMember: { name: 'Mine' },
  updateClient: { name: 'Mine' },
  updateTask: { name: 'Mine' },
  updateTag: { name: 'Mine' },
  updateVehicle: { name: 'Mine' },
  updateTeam: { name: 'Mine' },
  createContract: { startsOn: today, weekdaySeconds: [0, 0, 0, 0, 0, 0, 0] },
  updateContract: { startsOn: today },
  updateReportView: { name: 'Mine' },
  updateProduct: { name: 'Mine' },
  updateVatRate: { name: 'Mine' },
}

const recurring = {
  name: 'Mine',
  interval: 'month',
  startsOn: today,
  lines: [{ description: 'x', quantity: '1', unitPrice: '1' }],
}
const estimate = {
  title: 'Mine',
  issuedOn: today,
  validUntil: today,
  lines: [{ description: 'x', quantity: '1', unitPrice: '1' }],
}
const rate = { validFrom: today, rate: '1' }
const foreignRates: ((...given: Parameters<Body>) => object)[] = [
  ({ clientId }) => ({ ...rate, subject: { kind: 'client', id: clientId } }),
  ({ clientId }) => ({ ...rate, subject: { kind: 'client_mileage', id: clientId } }),
  ({ projectId }) => ({ ...rate, subject: { kind: 'project', id: projectId } }),
  ({ taskId }) => ({ ...rate, subject: { kind: 'task', id: taskId } }),
  ({ memberId }) => ({ ...rate, subject: { kind: 'member', id: memberId } }),
]

/** For each route that takes ids in its body: bodies with somebody else's. Those without any id say why. */
const foreign: Record<string, Body[] | 'takes no ids' | 'reads only what is of this workspace'> = {
  createApiToken: 'takes no ids',
  updateMe: 'takes no ids',
  sendTestEmail: 'takes no ids',
  updateEmailSettings: 'takes no ids',
  updateReminderSettings: 'takes no ids',
  updateWorkspaceSettings: 'takes no ids',
  updateLetterhead: 'takes no ids',
  setLetterheadLogo: 'takes no ids',
  deleteLetterheadLogo: 'takes no ids',
  updateApprovalSettings: 'takes no ids',
  submitWork: [({ memberId }) => ({ memberId, from: today, to: today })],
  takeBackWork: [({ memberId }) => ({ memberId, from: today, to: today })],
  approveWork: [
    ({ timeEntryId }) => ({ items: [{ kind: 'time_entry', id: timeEntryId }] }),
    ({ expenseId }) => ({ items: [{ kind: 'expense', id: expenseId }] }),
    ({ mileageId }) => ({ items: [{ kind: 'mileage', id: mileageId }] }),
  ],
  rejectWork: [
    ({ timeEntryId }) => ({ note: 'No', items: [{ kind: 'time_entry', id: timeEntryId }] }),
    ({ expenseId }) => ({ note: 'No', items: [{ kind: 'expense', id: expenseId }] }),
    ({ mileageId }) => ({ note: 'No', items: [{ kind: 'mileage', id: mileageId }] }),
  ],
  createStandIn: [({ memberId }) => ({ standInId: memberId, fromOn: today, untilOn: today })],
  createMembers: 'takes no ids',
  createTasks: 'takes no ids',
  createTags: 'takes no ids',
  createVatRates: [
    ({ connectionId }) => ({
      items: [
        { name: 'High', percentage: '21', xeroTaxTypes: [{ connectionId, taxType: 'NONE' }] },
      ],
    }),
  ],
  changeMany: [
    ({ taskId }) => ({ list: 'tasks', ids: [taskId], changes: { isArchived: true } }),
    ({ clientId }) => ({ list: 'clients', ids: [clientId], isDeleted: true }),
    ({ vatRateId }, { clientId }) => ({ list: 'clients', ids: [clientId], changes: { vatRateId } }),
  ],
  createVehicles: 'takes no ids',
  createTeams: [
    ({ memberId }) => ({ items: [{ name: 'Mine', managerId: memberId }] }),
    ({ memberId }) => ({ items: [{ name: 'Mine', memberIds: [memberId] }] }),
  ],
  disconnectXero: 'takes no ids',
  startXeroConsent: 'takes no ids',
  linkXeroIdentity: 'takes no ids',
  unlinkXeroIdentity: 'takes no ids',
  setPassword: 'takes no ids',
  signUpWithXero: 'takes no ids',
  updateXeroSettings: 'takes no ids',
  setXeroMapping: [
    ({ projectId }) => ({ subject: 'project', subjectId: projectId }),
    ({ clientId }) => ({ subject: 'client', subjectId: clientId }),
    ({ taskId }) => ({ subject: 'task', subjectId: taskId }),
    ({ productId }) => ({ subject: 'product', subjectId: productId }),
  ],
  fixXeroFinding: [
    ({ clientId }) => ({ code: 'contact_is_archived', subject: 'client', subjectId: clientId }),
    ({ projectId }) => ({ code: 'tracking_is_gone', subject: 'project', subjectId: projectId }),
    ({ taskId }) => ({ code: 'item_is_gone', subject: 'task', subjectId: taskId }),
    ({ productId }) => ({ code: 'item_is_gone', subject: 'product', subjectId: productId }),
    ({ vatRateId }) => ({ code: 'no_tax_rate', subject: 'vat_rate', subjectId: vatRateId }),
    ({ connectionId }) => ({ code: 'item_is_gone', subject: 'hours', connectionId }),
  ],
  createXeroItem: 'takes no ids',
  createXeroAccount: 'takes no ids',
  startContactImport: 'takes no ids',
  createFileImport: 'takes no ids',
  createClients: [
    ({ vatRateId }) => ({ items: [{ name: 'Mine', vatRateId }] }),
    ({ tagId }) => ({ items: [{ name: 'Mine', tagIds: [tagId] }] }),
  ],
  createProducts: [({ vatRateId }) => ({ items: [{ name: 'Mine', vatRateId }] })],
  createProjects: [
    ({ clientId }) => ({ items: [{ name: 'Mine', clientId, invoiceMethod: 'none' }] }),
    ({ vatRateId }, own) => ({
      items: [{ name: 'Mine', clientId: own.clientId, invoiceMethod: 'none', vatRateId }],
    }),
    ...(['parentId', 'billToClientId', 'managerId'] as const).map(
      (field): Body =>
        (theirs, own) => ({
          items: [
            {
              name: 'Mine',
              clientId: own.clientId,
              [field]: {
                parentId: theirs.projectId,
                billToClientId: theirs.clientId,
                managerId: theirs.memberId,
              }[field],
            },
          ],
        }),
    ),
    ({ memberId }, { clientId }) => ({
      items: [{ name: 'Mine', clientId, memberIds: [memberId] }],
    }),
    ({ taskId }, { clientId }) => ({ items: [{ name: 'Mine', clientId, taskIds: [taskId] }] }),
    ({ tagId }, { clientId }) => ({ items: [{ name: 'Mine', clientId, tagIds: [tagId] }] }),
    ({ taskId }, { clientId }) => ({
      items: [
        {
          name: 'Mine',
          clientId,
          invoiceMethod: 'fixed_price_per_task',
          plannedInstalments: [{ taskId, amountMinor: 1 }],
        },
      ],
    }),
  ],
  previewRateChange: foreignRates,
  changeRate: foreignRates.map((body) => (...given) => ({
    ...body(...given),
    hash: 'x',
    reRate: 'none',
  })),
  previewReRating: [
    ({ timeEntryId }) => ({ kind: 'time_entry', ids: [timeEntryId] }),
    ({ mileageId }) => ({ kind: 'mileage', ids: [mileageId] }),
  ],
  reRate: [({ timeEntryId }) => ({ kind: 'time_entry', ids: [timeEntryId], hash: 'x' })],
  createTimeEntries: [
    ({ projectId }) => ({ items: [{ projectId, workedOn: today, seconds: 60 }] }),
    ({ taskId }, own) => ({
      items: [{ projectId: own.projectId, taskId, workedOn: today, seconds: 60 }],
    }),
    ({ memberId }, own) => ({
      items: [{ projectId: own.projectId, memberId, workedOn: today, seconds: 60 }],
    }),
  ],
  updateTimeEntries: [({ timeEntryId }) => ({ items: [{ id: timeEntryId, notes: 'Mine' }] })],
  deleteTimeEntries: [({ timeEntryId }) => ({ items: [{ id: timeEntryId }] })],
  restoreTimeEntries: [
    ({ timeEntryId }) => ({
      items: [{ id: timeEntryId, updatedAt: `${today}T10:00:00Z`, expectedUpdatedAt: null }],
    }),
  ],
  saveTimesheetCells: [
    ({ memberId }, own) => ({ memberId, cells: [cellOf({ projectId: own.projectId })] }),
    ({ projectId }) => ({ cells: [cellOf({ projectId })] }),
    ({ taskId }, own) => ({ cells: [cellOf({ projectId: own.projectId, taskId })] }),
  ],
  previewTimesheetCopy: 'reads only what is of this workspace',
  copyTimesheetWeek: [({ memberId }) => ({ memberId, from: '2026-11-09', to: today })],
  setFavourites: [
    ({ projectId }) => ({ items: [{ projectId, taskId: null }] }),
    ({ taskId }, own) => ({ items: [{ projectId: own.projectId, taskId }] }),
  ],
  startTimer: [
    ({ projectId }) => ({ projectId }),
    ({ taskId }, own) => ({ projectId: own.projectId, taskId }),
  ],
  deleteExpenses: [({ expenseId }) => ({ items: [{ id: expenseId }] })],
  restoreExpenses: [
    ({ expenseId }) => ({
      items: [{ id: expenseId, updatedAt: `${today}T10:00:00Z`, expectedUpdatedAt: null }],
    }),
  ],
  deleteMileages: [({ mileageId }) => ({ items: [{ id: mileageId }] })],
  restoreMileages: [
    ({ mileageId }) => ({
      items: [{ id: mileageId, updatedAt: `${today}T10:00:00Z`, expectedUpdatedAt: null }],
    }),
  ],
  createExpenses: [
    ({ projectId }) => ({
      items: [{ projectId, spentOn: today, description: 'x', quantity: '1', unitPrice: '1' }],
    }),
    ({ productId }, own) => ({
      items: [
        {
          projectId: own.projectId,
          productId,
          spentOn: today,
          description: 'x',
          quantity: '1',
          unitPrice: '1',
        },
      ],
    }),
    ({ vatRateId }, own) => ({
      items: [
        {
          projectId: own.projectId,
          vatRateId,
          spentOn: today,
          description: 'x',
          quantity: '1',
          unitPrice: '1',
        },
      ],
    }),
  ],
  createMileages: [
    ({ projectId }) => ({
      items: [{ projectId, travelledOn: today, fromPlace: 'A', toPlace: 'B', distanceKm: '1' }],
    }),
  ],
  chooseXeroAdministration: [({ connectionId }) => ({ connectionId })],
  previewXeroExport: [
    ({ timeEntryId }) => exportOf({ timeEntryIds: [timeEntryId] }),
    ({ projectId }) => exportOf({ instalments: [{ projectId, amountMinor: 100 }] }),
  ],
  createXeroExport: [
    ({ timeEntryId }) => exportOf({ timeEntryIds: [timeEntryId] }),
    ({ expenseId }) => exportOf({ expenseIds: [expenseId] }),
    ({ mileageId }) => exportOf({ mileageIds: [mileageId] }),
    ({ projectId }) => exportOf({ instalments: [{ projectId, amountMinor: 100 }] }),
    ({ projectId }) => exportOf({ subscriptionPeriods: [{ projectId, startsOn: today }] }),
  ],
  createRecurringInvoice: [
    ({ clientId }) => ({ ...recurring, clientId }),
    ({ vatRateId }, own) => ({
      ...recurring,
      clientId: own.clientId,
      lines: [{ description: 'x', quantity: '1', unitPrice: '1', vatRateId }],
    }),
  ],
  createEstimate: [
    ({ clientId }) => ({ ...estimate, clientId }),
    ({ vatRateId }, own) => ({
      ...estimate,
      clientId: own.clientId,
      lines: [{ description: 'x', quantity: '1', unitPrice: '1', vatRateId }],
    }),
  ],
  createInvoice: [
    ({ clientId }) => ({
      clientId,
      lines: [{ description: 'x', quantity: '1', unitPrice: '1' }],
      issuedOn: today,
    }),
    ({ vatRateId }, own) => ({
      clientId: own.clientId,
      lines: [{ description: 'x', quantity: '1', unitPrice: '1', vatRateId }],
      issuedOn: today,
    }),
    ({ timeEntryId }) => ({
      items: { ...noItems, timeEntryIds: [timeEntryId] },
      groupBy: 'project',
      issuedOn: today,
    }),
  ],
  previewWriteOffs: [({ timeEntryId }) => ({ items: { ...noItems, timeEntryIds: [timeEntryId] } })],
  createWriteOffs: [
    ({ timeEntryId }) => ({ reason: 'x', items: { ...noItems, timeEntryIds: [timeEntryId] } }),
    ({ projectId }) => ({
      reason: 'x',
      items: { ...noItems, instalments: [{ projectId, amountMinor: 1 }] },
    }),
  ],
  reverseWriteOffs: [
    ({ writeOffId }) => ({ writeOffIds: [writeOffId] }),
    ({ timeEntryId }) => ({ timeEntryIds: [timeEntryId] }),
  ],
  createReportView: [
    ({ clientId }) => ({ name: 'Mine', tab: 'hours', settings: { clientIds: [clientId] } }),
    ({ projectId }) => ({ name: 'Mine', tab: 'hours', settings: { projectIds: [projectId] } }),
    ({ memberId }) => ({ name: 'Mine', tab: 'hours', settings: { memberIds: [memberId] } }),
    ({ taskId }) => ({ name: 'Mine', tab: 'hours', settings: { taskIds: [taskId] } }),
  ],
  retryRefusedDocuments: [
    ({ documentId }) => ({ documentId }),
    ({ connectionId }) => ({ connectionId }),
  ],
  createSalesTransactions: [({ invoiceId }) => ({ invoiceIds: [invoiceId] })],
  previewSalesTransactions: [({ invoiceId }) => ({ invoiceIds: [invoiceId] })],
}

function cellOf(cell: { projectId: string; taskId?: string }): object {
  const empty = { taskId: null, entryId: null, expectedUpdatedAt: null }
  return { ...empty, workedOn: today, work: { seconds: 60 }, ...cell }
}

// Nobody filled in what an e-invoice needs, and nobody is late: both are found, and refused for that.
const declinedAfterLookUp = new Set(['getEInvoice', 'getReminderDraft'])

test("another workspace's id in an address is not found, on every route that takes one", async () => {
  await using world = await createWorld()
  const theirs: Record<string, string> = await aBusyWorkspace(world)
  const { token } = await world.otherWorkspace()
  for (const { id, method, path, pathNames } of byIdInPath) {
    const address = pathNames.reduce((filled, name) => {
      const value = theirs[name]
      expect(value, `the busy workspace has a ${name} for ${id}`).toBeDefined()
      return filled.replace(`{${name}}`, String(value))
    }, path)
    const answer = await world.request(method, address, acceptable[id], { token })
    expect([id, answer.status, (answer.body as Problem).code]).toEqual([
      id,
      404,
      expect.stringMatching(/_not_found$/),
    ])
    // The same call with its own id would have been understood: the owner gets past the look-up.
    if (method === 'GET') {
      const status = declinedAfterLookUp.has(id) ? 409 : 200
      expect([id, (await world.request(method, address)).status]).toEqual([id, status])
    }
  }
})

test("another workspace's id in a body is not found, and writes nothing", async () => {
  await using world = await createWorld()
  const theirs = await aBusyWorkspace(world)
  const other = await world.otherWorkspace()
  await connectXero({ ctx: other.ctx, xero: world.xero }, { organisation: 'Harbour Practice GmbH' })
  const own = await factoriesFor(other.ctx).project()
  for (const { id, method, path } of writes) {
    const bodies = foreign[id]
    expect(bodies, `${id} is in the table of foreign ids`).toBeDefined()
    for (const [index, body] of (typeof bodies === 'string' ? [] : (bodies ?? [])).entries()) {
      const given = body(theirs, { clientId: own.clientId, projectId: own.id })
      const answer = await world.request(method, path, given, { token: other.token })
      const problem = answer.body as Problem
      const refused = problem.results?.[0] ?? problem.cells?.[0]
      const code = problem.code ?? refused?.problem?.code
      expect([id, index, code]).toEqual([id, index, expect.stringMatching(/_not_found$/)])
    }
  }
})

test('no list shows anything of another workspace', async () => {
  await using world = await createWorld()
  const theirs = Object.values(await aBusyWorkspace(world))
  const { token } = await world.otherWorkspace()
  for (const { id, path } of reads) {
    const address = path.replace('{tab}', 'hours')
    const answer = await world.request('GET', address, undefined, { token })
    const text = JSON.stringify(answer.body)
    expect([id, theirs.filter((each) => text.includes(each))]).toEqual([id, []])
  }
})

test('the primary key of every table begins with its workspace', async () => {
  await using world = await createWorld()
  const { rows } = await sql<{ name: string; first: string | null }>`
    select c.relname as name, a.attname as first
    from pg_class c
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`.execute(world.db)
  expect(rows.length).toBeGreaterThan(50)
  expect(rows.filter(({ first }) => first !== 'workspace_id')).toEqual([])
})
