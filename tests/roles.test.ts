import { permissionsOf, type Role } from '#domain/permissions.ts'
import { newId } from '#lib/ids.ts'
import { type Operation, operations, reads } from '#tests/support/api-operations.ts'
import { exportOf, made, today } from '#tests/support/busy-workspace.ts'
import { formOf, pdf } from '#tests/support/files.ts'
import { goodBodies, surroundingsFor } from '#tests/support/good-bodies.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

// Who may do what: each role may do all that the ones before it may.

const roles = ['employee', 'project_manager', 'bookkeeper', 'administrator', 'owner'] as const

/** For each operation the least role that may do it. */
const leastRoles: Record<string, Role> = {
  getMe: 'employee',
  updateMe: 'employee',
  getXeroIdentity: 'employee',
  linkXeroIdentity: 'employee',
  unlinkXeroIdentity: 'employee',
  setPassword: 'employee',
  listApiTokens: 'employee',
  createApiToken: 'employee',
  revokeApiToken: 'employee',
  listMembers: 'employee',
  createMembers: 'administrator',
  updateMember: 'administrator',
  getApprovalSettings: 'employee',
  // All of it; periods alone are closed by bookkeepers too.
  updateApprovalSettings: 'administrator',
  getWorkStanding: 'employee',
  submitWork: 'employee',
  takeBackWork: 'employee',
  listWaitingWork: 'employee',
  approveWork: 'employee',
  rejectWork: 'employee',
  listStandIns: 'employee',
  // For somebody else; everybody may for themselves.
  createStandIn: 'administrator',
  deleteStandIn: 'employee',
  getLetterhead: 'bookkeeper',
  updateLetterhead: 'administrator',
  setLetterheadLogo: 'administrator',
  getLetterheadLogo: 'bookkeeper',
  deleteLetterheadLogo: 'administrator',
  printLetterheadExample: 'bookkeeper',
  getWorkspaceSettings: 'project_manager',
  updateWorkspaceSettings: 'administrator',
  listClients: 'employee',
  getClient: 'employee',
  createClients: 'bookkeeper',
  updateClient: 'bookkeeper',
  deleteClient: 'bookkeeper',
  listProjects: 'employee',
  getProject: 'employee',
  createProjects: 'project_manager',
  updateProject: 'project_manager',
  deleteProject: 'project_manager',
  getSubscription: 'project_manager',
  createSubscriptionPause: 'project_manager',
  updateSubscriptionPause: 'project_manager',
  deleteSubscriptionPause: 'project_manager',
  setSubscriptionPrice: 'project_manager',
  deleteSubscriptionPrice: 'project_manager',
  listBudgets: 'project_manager',
  getProjectBudget: 'project_manager',
  setProjectBudget: 'project_manager',
  deleteProjectBudget: 'project_manager',
  listTaskBudgets: 'project_manager',
  setTaskBudget: 'project_manager',
  deleteTaskBudget: 'project_manager',
  listRates: 'project_manager',
  previewRateChange: 'project_manager',
  changeRate: 'project_manager',
  previewReRating: 'project_manager',
  reRate: 'project_manager',
  listTasks: 'employee',
  createTasks: 'project_manager',
  updateTask: 'project_manager',
  deleteTask: 'project_manager',
  listTags: 'employee',
  createTags: 'project_manager',
  updateTag: 'project_manager',
  deleteTag: 'project_manager',
  exportList: 'employee',
  changeMany: 'project_manager',
  listVehicles: 'employee',
  createVehicles: 'project_manager',
  updateVehicle: 'project_manager',
  deleteVehicle: 'project_manager',
  listTeams: 'employee',
  createTeams: 'administrator',
  updateTeam: 'administrator',
  deleteTeam: 'administrator',
  listContracts: 'project_manager',
  createContract: 'administrator',
  updateContract: 'administrator',
  deleteContract: 'administrator',
  suggestClientNumber: 'bookkeeper',
  listProducts: 'employee',
  createProducts: 'project_manager',
  updateProduct: 'project_manager',
  deleteProduct: 'project_manager',
  listVatRates: 'employee',
  createVatRates: 'administrator',
  updateVatRate: 'administrator',
  deleteVatRate: 'administrator',
  listTimeEntries: 'employee',
  createTimeEntries: 'employee',
  getTimeEntry: 'employee',
  updateTimeEntry: 'employee',
  deleteTimeEntry: 'employee',
  updateTimeEntries: 'employee',
  deleteTimeEntries: 'employee',
  restoreTimeEntries: 'employee',
  getTimesheetWeek: 'employee',
  saveTimesheetCells: 'employee',
  previewTimesheetCopy: 'employee',
  copyTimesheetWeek: 'employee',
  listRecentNotes: 'employee',
  listShortcuts: 'employee',
  setFavourites: 'employee',
  getRunningTimer: 'employee',
  startTimer: 'employee',
  updateTimer: 'employee',
  stopTimer: 'employee',
  discardTimer: 'employee',
  listExpenses: 'employee',
  createExpenses: 'employee',
  getExpense: 'employee',
  updateExpense: 'employee',
  deleteExpense: 'employee',
  deleteExpenses: 'employee',
  restoreExpenses: 'employee',
  addReceipt: 'employee',
  getReceipt: 'employee',
  deleteReceipt: 'employee',
  listMileages: 'employee',
  createMileages: 'employee',
  getMileage: 'employee',
  listMileagePlaces: 'employee',
  updateMileage: 'employee',
  deleteMileage: 'employee',
  deleteMileages: 'employee',
  restoreMileages: 'employee',
  getReportTotals: 'employee',
  getReportGroups: 'employee',
  exportReport: 'employee',
  listReportIds: 'employee',
  listReportViews: 'employee',
  createReportView: 'employee',
  updateReportView: 'employee',
  deleteReportView: 'employee',
  getXeroConnection: 'bookkeeper',
  listXeroItems: 'bookkeeper',
  listXeroAccounts: 'bookkeeper',
  listXeroTaxRates: 'bookkeeper',
  listXeroBrandingThemes: 'bookkeeper',
  listXeroMappings: 'bookkeeper',
  listXeroTrackingCategories: 'bookkeeper',
  setXeroMapping: 'administrator',
  checkXeroReadiness: 'bookkeeper',
  fixXeroFinding: 'bookkeeper',
  listXeroContactGroups: 'bookkeeper',
  listSyncLog: 'bookkeeper',
  getEmailSettings: 'administrator',
  updateEmailSettings: 'administrator',
  // Those with invoices; administrators all of them.
  listEmails: 'bookkeeper',
  getEmail: 'bookkeeper',
  sendEmailAgain: 'bookkeeper',
  sendTestEmail: 'administrator',
  listAuditLog: 'administrator',
  exportAuditLog: 'administrator',
  startXeroConsent: 'administrator',
  chooseXeroAdministration: 'administrator',
  updateXeroSettings: 'administrator',
  createXeroItem: 'administrator',
  createXeroAccount: 'administrator',
  disconnectXero: 'administrator',
  startContactImport: 'bookkeeper',
  listContactImports: 'bookkeeper',
  getContactImport: 'bookkeeper',
  listContactImportRows: 'bookkeeper',
  updateContactImportRows: 'bookkeeper',
  applyContactImport: 'bookkeeper',
  createFileImport: 'bookkeeper',
  listFileImports: 'project_manager',
  getSheetSample: 'bookkeeper',
  getFileImport: 'project_manager',
  matchFileImport: 'project_manager',
  listFileImportRows: 'project_manager',
  updateFileImportRows: 'project_manager',
  applyFileImport: 'project_manager',
  deleteFileImport: 'project_manager',
  previewXeroExport: 'bookkeeper',
  createXeroExport: 'bookkeeper',
  listXeroExports: 'bookkeeper',
  getXeroExport: 'bookkeeper',
  listXeroDocuments: 'bookkeeper',
  getXeroDocument: 'bookkeeper',
  retryXeroDocument: 'bookkeeper',
  countRefusedDocuments: 'bookkeeper',
  retryRefusedDocuments: 'bookkeeper',
  discardXeroDocument: 'bookkeeper',
  retryXeroAttachment: 'bookkeeper',
  refreshXeroDocument: 'bookkeeper',
  refreshXeroExport: 'bookkeeper',
  voidXeroDocument: 'bookkeeper',
  emailXeroDocument: 'bookkeeper',
  markXeroDocumentSent: 'bookkeeper',
  reverseXeroDocument: 'bookkeeper',
  getXeroDocumentReissue: 'bookkeeper',
  releaseCreditedDocument: 'bookkeeper',
  previewXeroDocumentUpdate: 'bookkeeper',
  updateXeroDocument: 'bookkeeper',
  previewXeroDocumentCredit: 'bookkeeper',
  creditXeroDocument: 'bookkeeper',
  listXeroDifferences: 'bookkeeper',
  acceptXeroDifferences: 'bookkeeper',
  getXeroCertificate: 'bookkeeper',
  printXeroCertificate: 'bookkeeper',
  listUninvoiced: 'bookkeeper',
  listWriteOffs: 'project_manager',
  previewWriteOffs: 'project_manager',
  createWriteOffs: 'project_manager',
  reverseWriteOffs: 'project_manager',
  createInvoice: 'bookkeeper',
  listInvoices: 'bookkeeper',
  getInvoice: 'bookkeeper',
  getInvoiceNumbers: 'bookkeeper',
  updateInvoice: 'bookkeeper',
  deleteInvoice: 'bookkeeper',
  finaliseInvoice: 'bookkeeper',
  sendInvoice: 'bookkeeper',
  printInvoice: 'bookkeeper',
  getEInvoice: 'bookkeeper',
  listEInvoiceNeeds: 'bookkeeper',
  getInvoiceEmailDraft: 'bookkeeper',
  emailInvoice: 'bookkeeper',
  getReminderSettings: 'bookkeeper',
  listRecurringInvoices: 'bookkeeper',
  getRecurringInvoice: 'bookkeeper',
  createRecurringInvoice: 'bookkeeper',
  updateRecurringInvoice: 'bookkeeper',
  deleteRecurringInvoice: 'bookkeeper',
  listEstimates: 'bookkeeper',
  createEstimate: 'bookkeeper',
  getEstimate: 'bookkeeper',
  updateEstimate: 'bookkeeper',
  deleteEstimate: 'bookkeeper',
  markEstimateSent: 'bookkeeper',
  acceptEstimate: 'bookkeeper',
  declineEstimate: 'bookkeeper',
  createProjectFromEstimate: 'bookkeeper',
  createInvoiceFromEstimate: 'bookkeeper',
  printEstimate: 'bookkeeper',
  updateReminderSettings: 'administrator',
  getReminderDraft: 'bookkeeper',
  remindInvoice: 'bookkeeper',
  createCreditInvoice: 'bookkeeper',
  addPayment: 'bookkeeper',
  takeBackPayment: 'bookkeeper',
  getInvoiceLink: 'bookkeeper',
  createInvoiceLink: 'bookkeeper',
  withdrawInvoiceLink: 'bookkeeper',
  getAgeing: 'bookkeeper',
  listAgedInvoices: 'bookkeeper',
  exportAgeing: 'bookkeeper',
  createSalesTransaction: 'bookkeeper',
  getSalesTransaction: 'bookkeeper',
  createSalesTransactions: 'bookkeeper',
  previewSalesTransactions: 'bookkeeper',
}
// Anybody may, even who is not signed in.
const open = new Set([
  'getPublic',
  'getXeroSignUp',
  'signUpWithXero',
  'getPublicInvoice',
  'printPublicInvoice',
  'getPublicEInvoice',
])

test('each operation is for the roles that may do it, and no others', async () => {
  await using world = await createWorld()
  const around = await surroundingsFor(world)
  const people = await Promise.all(roles.map(async (role) => await world.has.member({ role })))
  // Who is not connected can do little: that comes last.
  const ordered = operations.toSorted((a, b) => Number(isLast(a)) - Number(isLast(b)))
  for (const { id, method, path } of ordered) {
    if (open.has(id)) continue
    const least = leastRoles[id]
    expect([id, least]).toEqual([id, expect.any(String)])
    // Of things that are not there: whoever may look is told so.
    const url = path
      .replace('{tab}', 'hours')
      .replace('{validFrom}', '2031-03-07')
      .replaceAll(/\{\w+\}/g, newId)
    const may = roles.map((role) => roles.indexOf(role) >= roles.indexOf(least ?? 'owner'))
    const answered = []
    for (const [index, { id: memberId, token }] of people.entries()) {
      const body = goodBodies[id]?.({ ...around, memberId }, `${id}-${index}`)
      const { status, body: answer } = await world.request(method, url, body, { token })
      const isRefused = status === 403 && (answer as { code: string }).code === 'not_allowed'
      expect([id, index, status < 500]).toEqual([id, index, true])
      answered.push(!isRefused)
    }
    expect([id, answered]).toEqual([id, may])
  }
  expect(
    Object.keys(leastRoles).filter((id) => operations.every((each) => each.id !== id)),
  ).toEqual([])
}, 120_000)

test('each role may do all that the one before it may', () => {
  for (const [index, role] of roles.entries()) {
    const before = permissionsOf[roles[index - 1] ?? role]
    expect([...before].filter((each) => !permissionsOf[role].has(each))).toEqual([])
  }
})

test('an employee sees no rates, no money but of the own expenses, and no way into Xero', async () => {
  await using world = await createWorld()
  const emma = await aPaidEmployee(world)
  const seen = new Set<string>()
  for (const operation of reads) {
    for (const tab of operation.pathNames.includes('tab')
      ? ['hours', 'expenses', 'mileages']
      : ['']) {
      const url = addressOf(operation, { ...emma.ids, tab })
      const { status, body } = await world.request('GET', url, undefined, { token: emma.token })
      if (leastRoles[operation.id] !== 'employee') continue
      expect([operation.id, status]).toEqual([operation.id, 200])
      const isXeroNamed = JSON.stringify(body).includes(world.xero.url) && operation.id !== 'getMe'
      expect([operation.id, isXeroNamed]).toEqual([operation.id, false])
      for (const { key, value } of leavesOf(body)) {
        if (isMoney(key) && value !== null) seen.add(`${operation.id} ${key}`)
        // Whatever it is called: these numbers are nobody's business but of who makes invoices.
        expect([operation.id, key, secrets.has(Number(value))]).toEqual([operation.id, key, false])
      }
    }
  }
  expect(seen).toEqual(
    new Set([
      'listProducts unitPrice',
      'listExpenses unitPrice',
      'listExpenses netMinor',
      'getExpense unitPrice',
      'getExpense netMinor',
    ]),
  )
})

test('an employee sees and touches the own registrations only', async () => {
  await using world = await createWorld()
  const emma = await aPaidEmployee(world)
  const others = {
    'time-entries': await world.has.timeEntry({ projectId: emma.ids.projectId }),
    expenses: await world.has.expense({ projectId: emma.ids.projectId }),
    mileages: await world.has.mileage({ projectId: emma.ids.projectId }),
  }
  const { token } = emma
  for (const [path, { id, memberId }] of Object.entries(others)) {
    const ask = async (method: string, url: string, body?: object) => {
      const answer = await world.request(method, url, body, { token })
      return { ...answer, code: (answer.body as { code?: string }).code }
    }
    const list = await ask('GET', `/${path}`)
    const items = (list.body as { items: { memberId: string }[] }).items
    expect([path, ...new Set(items.map((each) => each.memberId))]).toEqual([path, emma.id])
    const theirs = await ask('GET', `/${path}?memberId=${memberId}`)
    expect([theirs.status, theirs.code]).toEqual([403, 'not_allowed'])
    for (const [method, body] of [['GET'], ['PATCH', {}], ['DELETE']] as const) {
      const { status, code } = await ask(method, `/${path}/${id}`, body)
      expect([path, method, status, code]).toEqual([
        path,
        method,
        404,
        expect.stringMatching(/_not_found$/),
      ])
    }
    // Nor can the own be made somebody else's.
    const mine = { 'time-entries': 'timeEntryId', expenses: 'expenseId', mileages: 'mileageId' }[
      path
    ]
    const own = emma.ids[mine as 'expenseId']
    const given = await ask('PATCH', `/${path}/${own}`, { memberId })
    expect([path, given.status, given.code]).toEqual([path, 403, 'not_allowed'])
  }
})

// Each rate and price is a number that nothing else comes to; with what an hour, or ten kilometres, then cost.
const rates = {
  client: 71.37,
  task: 72.37,
  project: 73.37,
  user: 74.37,
  workspace: 75.37,
  fixed: 765.37,
}
const kilometre = { client: 0.7637, workspace: 0.7737 }
const secrets = new Set([
  ...Object.values(rates).flatMap((rate) => [rate, Math.round(rate * 100)]),
  ...Object.values(kilometre).flatMap((rate) => [rate, Math.round(rate * 1000)]),
])

/** An employee with an hour, an expense and a trip, one of each billed, where everything has a rate. */
async function aPaidEmployee(world: World) {
  const { has } = world
  await world.connectXero()
  await made(
    world,
    '/workspace',
    { hourlyRate: String(rates.workspace), mileageRate: String(kilometre.workspace) },
    'PATCH',
  )
  const emma = await has.member({ role: 'employee', hourlyRate: String(rates.user) })
  const client = await has.client({
    hourlyRate: String(rates.client),
    mileageRate: String(kilometre.client),
  })
  const clientId = client.id
  const task = await has.task({ hourlyRate: String(rates.task) })
  const subscription = {
    interval: 'month' as const,
    startsOn: '2026-01-01',
    endsOn: null,
    description: '',
    quantity: '1',
    unitPrice: String(rates.fixed),
  }
  await has.project({ clientId, invoiceMethod: 'subscription', subscription })
  const fixedPriceMinor = rates.fixed * 100
  await has.project({ clientId, invoiceMethod: 'fixed_price', fixedPriceMinor })
  const projects = [
    await has.project({ clientId, hourlyRate: String(rates.project) }),
    await has.project({ clientId, invoiceMethod: 'client_hourly_rate', hourlyRate: null }),
    await has.project({ clientId, invoiceMethod: 'user_hourly_rate', hourlyRate: null }),
    await has.project({ clientId, invoiceMethod: 'task_hourly_rate', hourlyRate: null }),
  ]
  const [first] = projects
  const projectId = String(first?.id)
  const own = { projectId, memberId: emma.id, taskId: task.id }
  const { items: products } = await made(world, '/products', {
    items: [{ name: 'Print', unitPrice: '2' }],
  })
  const billed = await has.timeEntry(own)
  await made(world, '/xero/exports', exportOf({ timeEntryIds: [billed.id] }))
  await world.runJobs()
  for (const project of projects) await has.timeEntry({ ...own, projectId: project.id })
  const token = await made(world, '/api-tokens', { name: 'Laptop' })
  const expense = await has.expense({ projectId, memberId: emma.id, unitPrice: '4' })
  const receipt = await made(world, `/expenses/${expense.id}/receipts`, formOf(pdf()))
  return {
    ...emma,
    ids: {
      clientId,
      projectId,
      memberId: emma.id,
      tokenId: token.id,
      productId: String(products?.[0]?.id),
      timeEntryId: (await has.timeEntry({ ...own, workedOn: today })).id,
      expenseId: expense.id,
      receiptId: receipt.id,
      mileageId: (await has.mileage({ projectId, memberId: emma.id, distanceKm: '10' })).id,
    },
  }
}

function isMoney(key: string): boolean {
  return /rate|price|amount|minor|cost|subscription/i.test(key) && !/id$/i.test(key)
}

function leavesOf(value: unknown, key = ''): { key: string; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ key, value }]
  return Object.entries(value).flatMap(([name, each]) =>
    leavesOf(each, Array.isArray(value) ? key : name),
  )
}

// What cannot be read without saying which days.
const queries: Record<string, string> = { getWorkStanding: `?from=${today}&to=${today}` }

function addressOf({ id, path, pathNames }: Operation, ids: Record<string, string>): string {
  const address = pathNames.reduce(
    (filled, name) => filled.replace(`{${name}}`, ids[name] ?? newId()),
    path,
  )
  return `${address}${queries[id] ?? ''}`
}

function isLast({ id }: Operation): boolean {
  return id === 'disconnectXero'
}
