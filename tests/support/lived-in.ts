import { listClients } from '#app/clients/list-clients.ts'
import type { Context } from '#app/context.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { getXeroExport } from '#app/exports/get-xero-export.ts'
import { applyContactImport } from '#app/imports/apply-contact-import.ts'
import { getContactImport } from '#app/imports/get-contact-import.ts'
import { startContactImport } from '#app/imports/start-contact-import.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { getSalesTransaction } from '#app/sales-transactions/get-sales-transaction.ts'
import { listTimeEntries } from '#app/time/list-time-entries.ts'
import { listUninvoiced } from '#app/uninvoiced/list-uninvoiced.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import { addDays } from '#domain/work-day.ts'
import { assert } from '#lib/assert.ts'
import type { Stack } from './stack.ts'

/** The demo company after some weeks with Xero: customers imported, work exported, own invoices in every state. */
export async function liveIn(stack: Stack, today: string) {
  const ctx = await stack.contextOf()
  const { tenantId } = await stack.connectXero()
  await updateXeroSettings(ctx, { nightlyImport: 'new' })
  const importId = await importContacts(ctx)
  const exportId = await exportItems(ctx, today, { timeEntryIds: await oldHours(ctx, today) })
  const uninvoiced = await someProjects(ctx, today)
  await exportItems(ctx, today, { uninvoiced })
  return { tenantId, importId, exportId, ...(await makeInvoices(ctx, today)) }
}

async function importContacts(ctx: Context): Promise<string> {
  const { id: importId } = await startContactImport(ctx, { mode: 'new_and_changed' })
  const state = async () => (await getContactImport(ctx, { importId })).state
  await until(async () => (await state()) === 'ready')
  await applyContactImport(ctx, { importId })
  await until(async () => (await state()) === 'done')
  return importId
}

async function oldHours(ctx: Context, today: string): Promise<string[]> {
  const [from, to] = [addDays(today, -60), addDays(today, -32)]
  const open = { isBillable: true, isInvoiced: false }
  const { items } = await listTimeEntries(ctx, { from, to, ...open, limit: 150 })
  return items.filter(({ amountMinor }) => (amountMinor ?? 0) > 0).map(({ id }) => id)
}

async function someProjects(ctx: Context, through: string): Promise<ItemSelection['uninvoiced']> {
  const { items } = await listUninvoiced(ctx, { limit: 100 })
  const named = (name: string) => {
    const found = items.find(({ projectName }) => projectName === name)
    assert(found, `the demo company has the project ${name}`)
    return found.projectId
  }
  return [
    {
      projectId: named('Annual report'),
      through,
      amountMinor: 620_000,
      include: ['instalment', 'expenses'],
    },
    { projectId: named('Newsletter'), through, include: ['subscription'] },
  ]
}

const noItems: ItemSelection = {
  timeEntryIds: [],
  expenseIds: [],
  mileageIds: [],
  instalments: [],
  subscriptionPeriods: [],
  uninvoiced: [],
}

async function exportItems(
  ctx: Context,
  issuedOn: string,
  items: Partial<ItemSelection>,
): Promise<string> {
  const { id: exportId } = await createXeroExport(ctx, {
    items: { ...noItems, ...items },
    per: 'client',
    groupBy: 'task',
    issuedOn,
    status: 'AUTHORISED',
  })
  await until(async () => (await getXeroExport(ctx, { exportId })).state === 'done')
  return exportId
}

const lines = [
  { description: 'Corporate identity, third term', quantity: '1', unitPrice: '2400' },
  { description: 'Workshop brand values', quantity: '6.5', unitPrice: '125' },
  { description: 'Printed style guide', quantity: '12', unitPrice: '38.75' },
]

async function makeInvoices(ctx: Context, issuedOn: string) {
  const { items: clients } = await listClients(ctx, { archived: 'false', limit: 200 })
  const draft = async (name: string, count: number): Promise<string> => {
    const clientId = clients.find((client) => client.name === name)?.id
    assert(clientId, `the demo company has the client ${name}`)
    const given = { clientId, items: noItems, groupBy: 'task' as const, reference: '' }
    return (await createInvoice(ctx, { ...given, lines: lines.slice(0, count), issuedOn })).id
  }
  const postedId = await draft('Molen Design B.V.', 3)
  await finaliseInvoice(ctx, { invoiceId: postedId })
  await sendInvoice(ctx, { invoiceId: postedId, method: 'mark_as_sent' })
  await createSalesTransaction(ctx, { invoiceId: postedId })
  const transaction = async () => await getSalesTransaction(ctx, { invoiceId: postedId })
  await until(async () => (await transaction()).state === 'confirmed')

  const sentId = await draft('Mill Furniture', 2)
  await finaliseInvoice(ctx, { invoiceId: sentId })
  await sendInvoice(ctx, { invoiceId: sentId, method: 'mark_as_sent' })
  await finaliseInvoice(ctx, { invoiceId: await draft('Otter Press N.V.', 1) })
  return {
    postedId,
    draftId: await draft('Heron Wines Coöperatie', 2),
    journalUrl: (await transaction()).url,
  }
}

const pollMs = 50
const patienceMs = 60_000

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patienceMs
  while (!(await isSo())) {
    assert(Date.now() < end, 'the worker does what it was asked for')
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}
