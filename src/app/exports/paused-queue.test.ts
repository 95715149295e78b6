import { noItems } from '#api/billing-schemas.ts'
import { describeXero } from '#app/parts/xero-settings.ts'
import type { Context } from '#app/context.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import { createWorld, type World, xeroConfigFor } from '#tests/support/world.ts'
import { createAccounting } from '#xero/accounting.ts'
import { expect, test } from 'vitest'
import { createXeroExport } from './create-xero-export.ts'
import { getXeroExport } from './get-xero-export.ts'
import { sendXeroDocuments } from './send-xero-documents.ts'

const halfHourMs = 31 * 60_000

async function hasExport({ ctx, has }: World): Promise<string> {
  const entry = await has.timeEntry()
  const { id } = await createXeroExport(ctx, {
    items: { ...noItems, timeEntryIds: [entry.id] },
    per: 'client',
    groupBy: 'project',
    issuedOn: '2026-11-16',
    status: 'DRAFT',
  })
  return id
}

/** Who speaks to Xero with fewer permissions than the work needs. */
function withScopes(world: World, scopes: string): Context {
  const accounting = createAccounting({ ...xeroConfigFor(world.xero), scopes })
  return { ...world.ctx, accounting }
}

const fewer =
  'openid profile email offline_access accounting.contacts accounting.settings accounting.manualjournals'

const invoicesOf = (world: World, tenantId: string) => world.xero.control.invoices(tenantId)

const states = async (world: World) => {
  const { state } = await describeXero(world.ctx)
  const me = await world.request('GET', '/me')
  const { xero } = me.body as { xero: { state: string } }
  return { state, told: xero.state }
}

test.each([
  {
    what: 'it was disconnected in Xero (403)',
    breakIt: async (world: World, tenantId: string) => {
      world.xero.control.organisations.disconnect(tenantId)
    },
    state: 'reconnect',
  },
  {
    what: 'the refresh token is dead (invalid_grant)',
    breakIt: async (world: World) => {
      world.xero.control.endRefreshTokens()
      world.clock.advance(halfHourMs)
    },
    state: 'reconnect',
  },
  {
    what: 'the token stays refused (401)',
    breakIt: async (world: World) =>
      void world.xero.control.failNext('*', '401_expired', { times: 4 }),
    state: 'reconnect',
  },
  {
    what: 'a scope is missing (401 insufficent_scope)',
    breakIt: async (world: World) => {
      await connectXero({ ctx: withScopes(world, fewer), xero: world.xero }, { settings: null })
    },
    state: 'scope_missing',
  },
])('when $what, the queue waits, says so, and goes on by itself after a consent', async (given) => {
  await using world = await createWorld()
  const { tenantId, connectionId } = await world.connectXero()
  const exportId = await hasExport(world)
  const before = invoicesOf(world, tenantId).length
  await given.breakIt(world, tenantId)
  const paused = await sendXeroDocuments(world.systemCtx(), { connectionId })
  expect(paused).toMatchObject({ kind: 'retry' })
  expect(await states(world)).toEqual({ state: given.state, told: given.state })
  expect((await getXeroExport(world.ctx, { exportId })).documents).toMatchObject([
    { state: 'planned' },
  ])

  // While it waits for a person nothing is asked, and no refresh is tried in a loop.
  world.xero.control.clearRequests()
  await sendXeroDocuments(world.systemCtx(), { connectionId })
  const refused = await world.request('GET', '/xero/items?refresh=true')
  const code = given.state === 'reconnect' ? 'xero_needs_reconnection' : 'xero_scope_is_missing'
  expect(refused).toMatchObject({ status: 409, body: { code } })
  expect(world.xero.control.requests()).toEqual([])

  await world.connectXero({ settings: null })
  expect(await states(world)).toEqual({ state: 'active', told: 'active' })
  await world.runJobs()
  expect((await getXeroExport(world.ctx, { exportId })).documents).toMatchObject([
    { state: 'confirmed' },
  ])
  expect(invoicesOf(world, tenantId)).toHaveLength(before + 1)
})
