import { createTasks } from '#app/catalogue/create-tasks.ts'
import { createClients, type NewClient } from '#app/clients/create-clients.ts'
import type { Context } from '#app/context.ts'
import { createExpenses, type NewExpense } from '#app/expenses/create-expenses.ts'
import { createMileages, type NewMileage } from '#app/mileages/create-mileages.ts'
import { createApiToken } from '#app/people/create-api-token.ts'
import { createMembers } from '#app/people/create-members.ts'
import { addReceipt, type GivenFile } from '#app/receipts/add-receipt.ts'
import type { NewProject } from '#app/parts/write-projects.ts'
import { createProjects } from '#app/projects/create-projects.ts'
import { createTimeEntries, type NewTimeEntry } from '#app/time/create-time-entries.ts'
import type { Member, MemberFields } from '#db/members.ts'
import type { TaskFields } from '#db/tasks.ts'
import { permissionsOf } from '#domain/permissions.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

let made = 0

/** Makes things in the workspace of a context, with whatever the test does not care about filled in. */
export function factoriesFor(ctx: Context) {
  const has = {
    client: async (fields: Partial<NewClient> = {}) =>
      only(await createClients(ctx, { items: [aClient(fields)] })),

    projects: async (items: (Partial<NewProject> & { clientId: string })[]) =>
      await createProjects(ctx, { items: items.map(aProject) }),

    project: async (fields: Partial<NewProject> = {}) => {
      const clientId = fields.clientId ?? (await has.client()).id
      return only(await createProjects(ctx, { items: [aProject({ ...fields, clientId })] }))
    },

    task: async (fields: Partial<TaskFields> = {}) => {
      const task = { name: next('Task'), hourlyRate: null, isBillable: true, xeroItemCode: null }
      return only(await createTasks(ctx, { items: [{ ...task, ...fields }] }))
    },

    /** A person with the context and the API token they would have. */
    member: async (fields: Partial<MemberFields> = {}) => {
      const name = next('Person')
      const email = `${name.toLowerCase().replace(' ', '.')}@example.com`
      const values = { name, email, role: 'employee' as const, hourlyRate: null, ...fields }
      const member: Member = only(await createMembers(ctx, { items: [values] }))
      const permissions = permissionsOf[member.role]
      const memberCtx: Context = { ...ctx, memberId: member.id, permissions }
      const { token } = await createApiToken(memberCtx, { name: 'Test' })
      return { ...member, ctx: memberCtx, token }
    },

    /** An hour of work on the first day of the test. */
    timeEntry: async (fields: Partial<NewTimeEntry> = {}) => {
      const projectId = fields.projectId ?? (await has.project()).id
      const seconds = fields.startedAt ? undefined : 3600
      const item = { workedOn: '2026-11-16', notes: 'Work', seconds, ...fields, projectId }
      return only(await createTimeEntries(ctx, { items: [item] }))
    },

    expense: async (fields: Partial<NewExpense> = {}) => {
      const projectId = fields.projectId ?? (await has.project()).id
      const item = { spentOn: '2026-11-16', description: 'Train', unitPrice: '12.50', ...fields }
      return only(await createExpenses(ctx, { items: [{ ...item, projectId }] }))
    },

    receipt: async (expenseId: string, file: GivenFile) =>
      await addReceipt(ctx, { expenseId, file }),

    mileage: async (fields: Partial<NewMileage> = {}) => {
      const projectId = fields.projectId ?? (await has.project()).id
      const trip = { travelledOn: '2026-11-16', fromPlace: 'Utrecht', toPlace: 'Zwolle' }
      const item = { ...trip, distanceKm: '90', ...fields, projectId }
      return only(await createMileages(ctx, { items: [item] }))
    },

    /** A draft invoice that bills the item. */
    invoiceOf: async (itemKind: ItemKind, item: { id: string; clientId: string }) =>
      await billOnDraft(ctx, itemKind, item),
  }
  return has
}

type ItemKind = 'time_entry' | 'expense' | 'mileage' | 'instalment' | 'subscription_period'

async function billOnDraft(
  ctx: Context,
  itemKind: ItemKind,
  item: { id: string; clientId: string },
): Promise<{ invoiceId: string; lineId: string }> {
  const [invoiceId, lineId] = [newId(), newId()]
  const key = { workspace_id: ctx.workspaceId, created_at: ctx.clock.now() }
  const amounts = { subtotal_minor: 0, tax_minor: 0, total_minor: 0 }
  const days = { issued_on: '2026-11-16', due_on: '2026-12-16' }
  const createdBy = ctx.memberId
  assert(createdBy, 'somebody makes the invoice')
  const draft = { state: 'draft' as const, currency: 'EUR', created_by: createdBy }
  await ctx.db
    .insertInto('invoices')
    .values({ ...key, ...amounts, ...days, ...draft, id: invoiceId, client_id: item.clientId })
    .execute()
  const document = { document_kind: 'invoice' as const, document_id: invoiceId, line_id: lineId }
  await ctx.db
    .insertInto('allocations')
    .values({
      ...key,
      ...document,
      item_kind: itemKind,
      item_id: item.id,
      amount_minor: 0,
      step: 0,
    })
    .execute()
  return { invoiceId, lineId }
}

export function aClient(fields: Partial<NewClient> = {}): NewClient {
  return {
    number: null,
    name: 'Blue Kettle BV',
    email: null,
    phone: null,
    vatNumber: null,
    invoiceAddress: {},
    visitingAddress: {},
    contactPersons: [],
    paymentTermDays: null,
    hourlyRate: null,
    mileageRate: null,
    vatRateId: null,
    notes: '',
    connectionId: null,
    ...fields,
  }
}

/** A project at 100.00 an hour, unless the fields say otherwise. */
export function aProject(fields: Partial<NewProject> & Pick<NewProject, 'clientId'>): NewProject {
  return {
    code: null,
    name: 'Website',
    invoiceMethod: 'project_hourly_rate',
    hourlyRate: '100',
    fixedPriceMinor: null,
    subscription: null,
    vatRateId: null,
    startsOn: null,
    endsOn: null,
    ...fields,
  }
}

function next(word: string): string {
  made += 1
  return `${word} ${made}`
}

function only<Value>(values: readonly Value[]): Value {
  const [value, ...others] = values
  assert(value !== undefined && others.length === 0, 'exactly one is made')
  return value
}
