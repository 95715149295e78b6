import { readFileSync } from 'node:fs'
import { newId } from '#lib/ids.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import { factoriesFor } from '#tests/support/factories.ts'
import { expect, test } from 'vitest'

// The promise to every company on a shared server: nobody else's ids lead anywhere, on any road.

type Operation = { operationId: string; parameters?: { name: string; in: string }[] }
type Document = { paths: Record<string, Record<string, Operation>> }
type Problem = { code?: string; results?: { problem: { code: string } | null }[] }

const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as Document
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, parameters = [] }]) => {
    const names = parameters.filter((each) => each.in === 'path').map((each) => each.name)
    return {
      id: operationId,
      path: path.replace('/api/v1', ''),
      method: method.toUpperCase(),
      names,
    }
  }),
)
const byIdInPath = operations.filter((each) => each.names.some((name) => name !== 'tab'))
const reads = operations.filter(
  (each) => each.method === 'GET' && !byIdInPath.includes(each) && each.id !== 'getPublic',
)
const writes = operations.filter((each) => each.method !== 'GET' && !byIdInPath.includes(each))

type Ids = Awaited<ReturnType<typeof aBusyWorkspace>>
type Body = (theirs: Ids, own: { clientId: string; projectId: string }) => unknown

const today = '2026-11-16'
const noItems = {
  timeEntryIds: [],
  expenseIds: [],
  mileageIds: [],
  instalments: [],
  subscriptionPeriods: [],
  uninvoiced: [],
}
const exportOf = (items: object) => ({
  items: { ...noItems, ...items },
  per: 'client',
  groupBy: 'project',
  issuedOn: today,
  status: 'DRAFT',
})

/** Bodies that the routes with an id in their address accept, so that it is the id they decline. */
const acceptable: Record<string, unknown> = {
  updateContactImportRows: { positions: [1], choice: 'skip' },
  sendInvoice: { method: 'mark_as_sent' },
  updateInvoice: { reference: 'Mine' },
  updateProject: { name: 'Mine' },
  updateTimeEntry: { notes: 'Mine' },
  updateExpense: { description: 'Mine' },
  updateMileage: { purpose: 'Mine' },
  updateMember: { name: 'Mine' },
  updateClient: { name: 'Mine' },
  updateTask: { name: 'Mine' },
  updateProduct: { name: 'Mine' },
  updateVatRate: { name: 'Mine' },
}

/** For each route that takes ids in its body: bodies with somebody else's. Those without any id say why. */
const foreign: Record<string, Body[] | 'takes no ids'> = {
  createApiToken: 'takes no ids',
  updateWorkspaceSettings: 'takes no ids',
  createMembers: 'takes no ids',
  createTasks: 'takes no ids',
  createVatRates: 'takes no ids',
  disconnectXero: 'takes no ids',
  startXeroConsent: 'takes no ids',
  updateXeroSettings: 'takes no ids',
  createXeroItem: 'takes no ids',
  createXeroAccount: 'takes no ids',
  startContactImport: 'takes no ids',
  createClients: [({ vatRateId }) => ({ items: [{ name: 'Mine', vatRateId }] })],
  createProducts: [({ vatRateId }) => ({ items: [{ name: 'Mine', vatRateId }] })],
  createProjects: [
    ({ clientId }) => ({ items: [{ name: 'Mine', clientId, invoiceMethod: 'none' }] }),
    ({ vatRateId }, own) => ({
      items: [{ name: 'Mine', clientId: own.clientId, invoiceMethod: 'none', vatRateId }],
    }),
  ],
  createTimeEntries: [
    ({ projectId }) => ({ items: [{ projectId, workedOn: today, seconds: 60 }] }),
    ({ taskId }, own) => ({
      items: [{ projectId: own.projectId, taskId, workedOn: today, seconds: 60 }],
    }),
    ({ memberId }, own) => ({
      items: [{ projectId: own.projectId, memberId, workedOn: today, seconds: 60 }],
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
  createSalesTransactions: [({ invoiceId }) => ({ invoiceIds: [invoiceId] })],
}

test("another workspace's id in an address is not found, on every route that takes one", async () => {
  await using world = await createWorld()
  const theirs: Record<string, string> = await aBusyWorkspace(world)
  const { token } = await world.otherWorkspace()
  for (const { id, method, path, names } of byIdInPath) {
    const address = names.reduce((filled, name) => {
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
    if (method === 'GET')
      expect([id, (await world.request(method, address)).status]).toEqual([id, 200])
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
    for (const [index, body] of (bodies === 'takes no ids' ? [] : (bodies ?? [])).entries()) {
      const given = body(theirs, { clientId: own.clientId, projectId: own.id })
      const answer = await world.request(method, path, given, { token: other.token })
      const problem = answer.body as Problem
      const code = problem.code ?? problem.results?.[0]?.problem?.code
      expect([id, index, code]).toEqual([id, index, expect.stringMatching(/_not_found$/)])
    }
  }
})

test('no list shows anything of another workspace', async () => {
  await using world = await createWorld()
  const theirs = Object.values(await aBusyWorkspace(world))
  const { token } = await world.otherWorkspace()
  for (const { id, path } of reads) {
    const answer = await world.request('GET', path.replace('{tab}', 'hours'), undefined, { token })
    const text = JSON.stringify(answer.body)
    expect([id, theirs.filter((each) => text.includes(each))]).toEqual([id, []])
  }
})

/** One of everything that has an address. */
async function aBusyWorkspace(world: World) {
  const { ctx } = world
  const { connectionId } = await world.connectXero()
  const has = factoriesFor(ctx)
  const project = await has.project({ invoiceMethod: 'project_hourly_rate', hourlyRate: '90' })
  const { id: projectId, clientId } = project
  const task = await has.task()
  const member = await has.member()
  const entry = await has.timeEntry({ projectId })
  const billed = await has.timeEntry({ projectId })
  const expense = await has.expense({ projectId })
  const mileage = await has.mileage({ projectId })
  const vatRates = await made(world, '/vat-rates', { items: [{ name: 'High', percentage: '21' }] })
  const products = await made(world, '/products', { items: [{ name: 'Print', unitPrice: '2' }] })
  const token = await made(world, '/api-tokens', { name: 'Laptop' })
  const contactImport = await made(world, '/contact-imports', { mode: 'new' })
  await world.runJobs()
  const exported = await made(world, '/xero/exports', exportOf({ timeEntryIds: [billed.id] }))
  await world.runJobs()
  const view = await made(world, `/xero/exports/${exported.id}`, undefined, 'GET')
  const invoice = await made(world, '/invoices', {
    clientId,
    lines: [{ description: 'Advice', quantity: '1', unitPrice: '100' }],
    issuedOn: today,
  })
  await made(world, `/invoices/${invoice.id}/finalise`)
  await made(world, `/invoices/${invoice.id}/send`, { method: 'mark_as_sent' })
  await made(world, `/invoices/${invoice.id}/sales-transaction`)
  return {
    connectionId,
    projectId,
    clientId,
    taskId: task.id,
    memberId: member.id,
    timeEntryId: entry.id,
    expenseId: expense.id,
    mileageId: mileage.id,
    vatRateId: String(vatRates.items?.[0]?.id),
    productId: String(products.items?.[0]?.id),
    tokenId: token.id,
    importId: contactImport.id,
    exportId: exported.id,
    documentId: String(view.documents?.[0]?.id),
    invoiceId: invoice.id,
  }
}

type Made = { id: string; items?: { id: string }[]; documents?: { id: string }[] }

async function made(world: World, url: string, body?: unknown, method = 'POST'): Promise<Made> {
  const headers = { 'idempotency-key': newId() }
  const answer = await world.request(method, url, body, { headers })
  expect([url, answer.status < 300, answer.body]).toEqual([url, true, expect.anything()])
  return answer.body as Made
}
