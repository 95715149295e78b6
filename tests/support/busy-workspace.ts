import { startTimer } from '#app/timers/start-timer.ts'
import { newId } from '#lib/ids.ts'
import { expect } from 'vitest'
import { factoriesFor } from './factories.ts'
import { formOf, pdf, tableForm } from './files.ts'
import type { World } from './world.ts'

export const today = '2026-11-16'
export const noItems = {
  timeEntryIds: [],
  expenseIds: [],
  mileageIds: [],
  instalments: [],
  subscriptionPeriods: [],
  uninvoiced: [],
}
const monthly = {
  interval: 'month' as const,
  startsOn: '2030-01-01',
  endsOn: null,
  description: 'Hosting',
  quantity: '1',
}
/** An export of these items, the rest as most people leave it. */
export const exportOf = (items: object) => ({
  items: { ...noItems, ...items },
  per: 'client',
  groupBy: 'project',
  issuedOn: today,
  status: 'DRAFT',
})

export type BusyWorkspace = Awaited<ReturnType<typeof aBusyWorkspace>>

/** One of everything that has an address. */
export async function aBusyWorkspace(world: World) {
  const { ctx } = world
  const { connectionId } = await world.connectXero()
  const has = factoriesFor(ctx)
  const project = await has.project({ invoiceMethod: 'project_hourly_rate', hourlyRate: '90' })
  const { id: projectId, clientId } = project
  const task = await has.task()
  const member = await has.member()
  const entry = await has.timeEntry({ projectId })
  const billed = await has.timeEntry({ projectId })
  const { timer } = await startTimer(ctx, { projectId })
  const expense = await has.expense({ projectId })
  const receipt = await made(world, `/expenses/${expense.id}/receipts`, formOf(pdf()))
  const mileage = await has.mileage({ projectId })
  const vatRates = await made(world, '/vat-rates', { items: [{ name: 'High', percentage: '21' }] })
  const vehicles = await made(world, '/vehicles', { items: [{ name: 'Van' }] })
  const teams = await made(world, '/teams', { items: [{ name: 'Night shift' }] })
  const contract = await made(world, `/members/${member.id}/contracts`, {
    startsOn: '2020-01-01',
    endsOn: '2020-12-31',
    weekdaySeconds: [28_800, 28_800, 28_800, 28_800, 28_800, 0, 0],
  })
  const tags = await made(world, '/tags', { items: [{ name: 'Fixed term' }] })
  const products = await made(world, '/products', { items: [{ name: 'Print', unitPrice: '2' }] })
  const token = await made(world, '/api-tokens', { name: 'Laptop' })
  const contactImport = await made(world, '/contact-imports', { mode: 'new' })
  const fileImport = await aFileImport(world)
  await world.runJobs()
  const attach = { note: true }
  const asked = { ...exportOf({ timeEntryIds: [billed.id] }), attach }
  const exported = await made(world, '/xero/exports', asked)
  await world.runJobs()
  const view = await made(world, `/xero/exports/${exported.id}`, undefined, 'GET')
  const lost = await has.timeEntry({ projectId })
  const writtenOff = await made(world, '/write-offs', {
    reason: 'Goodwill',
    items: { ...noItems, timeEntryIds: [lost.id] },
  })
  const subscribed = await has.project({
    clientId,
    invoiceMethod: 'subscription',
    subscription: { ...monthly, unitPrice: '10' },
  })
  const pause = { startsOn: '2031-03-01', endsOn: '2031-03-08' }
  const plan = await made(world, `/projects/${subscribed.id}/subscription-pauses`, pause)
  const validFrom = '2031-03-07'
  const price = { validFrom, unitPrice: '12' }
  await made(world, `/projects/${subscribed.id}/subscription-prices`, price)
  const reportView = await made(world, '/report-views', {
    name: 'Theirs',
    tab: 'hours',
    isShared: true,
    settings: { clientIds: [clientId] },
  })
  const invoice = await made(world, '/invoices', {
    clientId,
    lines: [{ description: 'Advice', quantity: '1', unitPrice: '100' }],
    issuedOn: today,
  })
  await made(world, `/invoices/${invoice.id}/finalise`)
  await made(world, `/invoices/${invoice.id}/send`, { method: 'mark_as_sent' })
  await made(world, `/invoices/${invoice.id}/sales-transaction`)
  const paid = await made(world, `/invoices/${invoice.id}/payments`, {
    paidOn: today,
    amountMinor: 1,
    reference: 'Theirs',
  })
  const link = await made(world, `/invoices/${invoice.id}/link`)
  const standIn = await made(world, '/stand-ins', {
    standInId: (await has.member()).id,
    fromOn: today,
    untilOn: today,
  })
  const recurring = await made(world, '/recurring-invoices', {
    name: 'Theirs',
    clientId,
    interval: 'month',
    startsOn: today,
    lines: [{ description: 'Hosting', quantity: '1', unitPrice: '10' }],
  })
  const estimate = await made(world, '/estimates', {
    clientId,
    title: 'Theirs',
    issuedOn: today,
    validUntil: '2040-01-31',
    lines: [{ description: 'Advice', quantity: '1', unitPrice: '100' }],
  })
  const email = await made(world, '/emails/test', {})
  return {
    connectionId,
    emailId: email.id,
    standInId: standIn.id,
    projectId,
    clientId,
    taskId: task.id,
    tagId: String(tags.items?.[0]?.id),
    vehicleId: String(vehicles.items?.[0]?.id),
    teamId: String(teams.items?.[0]?.id),
    contractId: contract.id,
    memberId: member.id,
    timeEntryId: entry.id,
    timerId: timer.id,
    expenseId: expense.id,
    receiptId: receipt.id,
    mileageId: mileage.id,
    vatRateId: String(vatRates.items?.[0]?.id),
    productId: String(products.items?.[0]?.id),
    tokenId: token.id,
    importId: contactImport.id,
    fileImportId: fileImport.id,
    exportId: exported.id,
    documentId: String(view.documents?.[0]?.id),
    attachmentId: String(view.documents?.[0]?.attachments[0]?.id),
    invoiceId: invoice.id,
    recurringInvoiceId: recurring.id,
    estimateId: estimate.id,
    paymentId: String(paid.payments?.[0]?.id),
    linkId: link.id,
    linkToken: String(link.url?.split('/').at(-1)),
    subscribedId: subscribed.id,
    pauseId: String(plan.pauses?.[0]?.id),
    validFrom,
    reportViewId: reportView.id,
    writeOffId: String(writtenOff.items?.[0]?.id),
  }
}

/** A file with one client, waiting to be applied. */
export async function aFileImport(world: World): Promise<Made> {
  const uploaded = await made(
    world,
    '/file-imports',
    tableForm('Number,Name\nFILE-1,From A File\n'),
  )
  const fields = { fields: ['number', 'name'] }
  return await made(world, `/file-imports/${uploaded.id}/matching`, fields, 'PUT')
}

type Made = {
  id: string
  items?: { id: string }[]
  documents?: { id: string; attachments: { id: string }[] }[]
  pauses?: { id: string }[]
  payments?: { id: string }[]
  url?: string
}

/** Makes something over the API as the owner; it has to work. */
export async function made(
  world: World,
  url: string,
  body?: unknown,
  method = 'POST',
): Promise<Made> {
  const headers = { 'idempotency-key': newId() }
  const answer = await world.request(method, url, body, { headers })
  expect([url, answer.status < 300, answer.body]).toEqual([url, true, expect.anything()])
  return answer.body as Made
}
