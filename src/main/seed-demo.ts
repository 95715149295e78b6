import { createProducts } from '#app/catalogue/create-products.ts'
import { createTasks } from '#app/catalogue/create-tasks.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { createClients } from '#app/clients/create-clients.ts'
import { type Context, type Services } from '#app/context.ts'
import { createExpenses } from '#app/expenses/create-expenses.ts'
import { createMileages } from '#app/mileages/create-mileages.ts'
import { createWorkspace } from '#app/parts/new-workspace.ts'
import { createMembers } from '#app/people/create-members.ts'
import { updateMember } from '#app/people/update-member.ts'
import { createProjects } from '#app/projects/create-projects.ts'
import { addReceipt } from '#app/receipts/add-receipt.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { updateLetterhead } from '#app/letterhead/update-letterhead.ts'
import { updateWorkspaceSettings } from '#app/workspace/update-workspace-settings.ts'
import { type Database, openDatabase, type Transaction } from '#db/database.ts'
import { findDemoOwner, hasAnyWorkspace } from '#db/identity.ts'
import { setMemberUser } from '#db/members.ts'
import { permissionsOf } from '#domain/permissions.ts'
import { assert } from '#lib/assert.ts'
import { dayIn } from '#lib/zoned-time.ts'
import { sql } from 'kysely'
import { readConfig } from './config.ts'
import {
  demoClients,
  demoPeople,
  demoProducts,
  demoProjects,
  demoSignIn,
  demoTasks,
  demoVatRates,
  demoLetterhead,
  demoWorkspace,
} from './demo-company.ts'
import { inventReceipts } from './demo-receipts.ts'
import { inventWork } from './demo-work.ts'
import { type Wired, wire } from './wire.ts'

type SignInHint = { email: string; password: string }

/** Makes the demo company in a database that has no workspace yet. Answers how to sign in to it, if it is there. */
export async function seedDemoIfEmpty({
  databaseUrl,
}: {
  databaseUrl: string
}): Promise<SignInHint | undefined> {
  const { db, pool } = openDatabase(databaseUrl, { max: 1 })
  try {
    if (await hasAnyWorkspace(db)) return (await findDemoOwner(db)) && demoSignIn
  } finally {
    await pool.end()
  }
  const wired = await wire(readConfig({ ...process.env, DATABASE_URL: databaseUrl }), {
    purpose: 'send',
  })
  try {
    await seedDemo(wired)
    return demoSignIn
  } finally {
    await wired.stop()
  }
}

/** Makes the demo company, all of it or nothing; nothing when there is one already. */
export async function seedDemo({
  services,
  createUser,
}: Pick<Wired, 'services' | 'createUser'>): Promise<void> {
  if (await findDemoOwner(services.db)) return
  const users = new Map<string, string>()
  for (const { name, email } of demoPeople) {
    users.set(name, await createUser({ name, email, password: demoSignIn.password }))
  }
  await services.db.transaction().execute(async (tx) => {
    // Two processes may start at once: the second waits here, and then finds the demo company.
    await sql`select pg_advisory_xact_lock(hashtext('hourbook.seed-demo'))`.execute(tx)
    if (await findDemoOwner(tx)) return
    // The people of the demo are made up: nobody writes to them.
    const mailer = { ...services.mailer, from: null }
    await makeCompany({ ...services, mailer, db: withinTransaction(tx) }, tx, users)
  })
}

async function makeCompany(
  services: Services,
  tx: Transaction,
  users: ReadonlyMap<string, string>,
): Promise<void> {
  const [owner, ...others] = demoPeople
  assert(owner, 'the demo company has an owner')
  const { workspaceId, memberId } = await createWorkspace(services, {
    ...demoWorkspace,
    isDemo: true,
    owner: { name: owner.name, email: owner.email, userId: userOf(users, owner.name) },
  })
  const ctx: Context = { ...services, workspaceId, memberId, permissions: permissionsOf.owner }
  const { hourlyRate, mileageRate, invoicePrefix } = demoWorkspace
  await updateWorkspaceSettings(ctx, { changes: { hourlyRate, mileageRate, invoicePrefix } })
  await updateLetterhead(ctx, { changes: demoLetterhead })
  await updateMember(ctx, { memberId, changes: { hourlyRate: owner.hourlyRate } })

  const hired = others.map(({ name, email, role, hourlyRate }) => ({
    name,
    email,
    role,
    hourlyRate,
  }))
  const colleagues = await createMembers(ctx, { items: hired })
  for (const { id, name } of colleagues) {
    await setMemberUser(tx, { workspaceId, memberId: id, userId: userOf(users, name) })
  }
  const members = new Map([...idsByName(colleagues), [owner.name, memberId]])
  const work = inventWork(
    {
      members,
      tasks: idsByName(await makeTasks(ctx)),
      products: idsByName(await makeProducts(ctx)),
      projects: await makeProjects(ctx),
    },
    dayIn(demoWorkspace.timeZone, services.clock.now()),
  )
  await createTimeEntries(ctx, { items: work.timeEntries })
  const expenses = await createExpenses(ctx, { items: work.expenses })
  // One after the other: all of it is one transaction.
  // oxlint-disable-next-line no-await-in-loop
  for (const receipt of inventReceipts(expenses)) await addReceipt(ctx, receipt)
  await createMileages(ctx, { items: work.mileages })
}

async function makeTasks(ctx: Context) {
  return await createTasks(ctx, {
    items: demoTasks.map((task) => ({ isBillable: true, xeroItemCode: null, ...task })),
  })
}

async function makeProducts(ctx: Context) {
  const vatRates = await createVatRates(ctx, { items: demoVatRates })
  return await createProducts(ctx, {
    items: demoProducts.map(({ name, unitPrice, vat }) => ({
      name,
      unitPrice,
      xeroItemCode: null,
      vatRateId: vatRates.find((rate) => rate.name === vat)?.id ?? null,
    })),
  })
}

async function makeProjects(ctx: Context): Promise<Map<string, string>> {
  const clients = await createClients(ctx, {
    items: demoClients.map((client) => ({
      number: client.number,
      name: client.name,
      email: null,
      phone: null,
      vatNumber: null,
      invoiceAddress: { city: client.city, country: 'Netherlands' },
      visitingAddress: {},
      contactPersons: [],
      paymentTermDays: client.paymentTermDays ?? null,
      hourlyRate: client.hourlyRate ?? null,
      mileageRate: client.mileageRate ?? null,
      vatRateId: null,
      notes: '',
      connectionId: null,
    })),
  })
  const clientIds = idsByName(clients)
  const today = dayIn(demoWorkspace.timeZone, ctx.clock.now())
  const projects = await createProjects(ctx, {
    items: demoProjects.map(({ subscription, ...project }) => ({
      clientId: clientIds.get(project.client) ?? '',
      code: project.code,
      name: project.name,
      invoiceMethod: project.method,
      hourlyRate: project.hourlyRate ?? null,
      fixedPriceMinor: project.fixedPriceMinor ?? null,
      subscription: subscription
        ? {
            interval: subscription.interval,
            startsOn: firstOfMonth(today, subscription.monthsAgo),
            endsOn: null,
            description: project.name,
            quantity: '1',
            unitPrice: subscription.unitPrice,
          }
        : null,
      vatRateId: null,
      startsOn: null,
      endsOn: null,
    })),
  })
  return new Map(projects.map((project) => [project.code ?? '', project.id]))
}

function firstOfMonth(today: string, monthsAgo: number): string {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const months = year * 12 + month - 1 - monthsAgo
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`
}

function idsByName(rows: readonly { name: string; id: string }[]): Map<string, string> {
  return new Map(rows.map(({ name, id }) => [name, id]))
}

function userOf(users: ReadonlyMap<string, string>, name: string): string {
  const userId = users.get(name)
  assert(userId, `${name} can sign in`)
  return userId
}

/**
 * The same transaction in the shape of a database: a verb that opens a transaction of its own joins this one. So the
 * verbs' own rules apply to the demo, and a process that is killed half-way leaves nothing behind.
 */
function withinTransaction(tx: Transaction): Database {
  const joined = {
    execute: async <Value>(work: (tx: Transaction) => Promise<Value>) => await work(tx),
  }
  return new Proxy<Database>(tx, {
    get: (target, key) => {
      if (key === 'transaction') return () => joined
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
