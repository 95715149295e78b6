import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { noItems } from '#api/billing-schemas.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { createInvoiceLink } from '#app/invoices/create-invoice-link.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { getInvoiceLink } from '#app/invoices/get-invoice-link.ts'
import { openInvoiceLink } from '#app/parts/open-invoice-link.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { createWorkspace } from '#app/parts/new-workspace.ts'
import { permissionsOf } from '#domain/permissions.ts'
import { manualClock } from '#lib/clock.ts'
import { newId } from '#lib/ids.ts'
import { startSimulator } from '#simulator/server.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import { factoriesFor } from '#tests/support/factories.ts'
import { createTestDatabase } from '#tests/support/postgres.ts'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { rotateKey } from './rotate-key.ts'
import { wire } from './wire.ts'

async function createStage(environment: Record<string, string> = {}) {
  const clock = manualClock('2026-11-16T10:00:00Z')
  const database = await createTestDatabase()
  const xero = await startSimulator({
    organisations: 'demo',
    limits: 'off',
    redirectUris: 'any',
    clock: () => clock.now().getTime(),
  })
  const dataDir = await mkdtemp(path.join(tmpdir(), 'hourbook-keys-'))
  const open = async (more: Record<string, string> = {}) => {
    const config = readConfig({
      DATABASE_URL: database.url,
      HOURBOOK_SIMULATOR_URL: xero.url,
      HOURBOOK_DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      ...environment,
      ...more,
    })
    return { config, ...(await wire(config, { purpose: 'send', clock })) }
  }
  const first = await open()
  const made = await createWorkspace(first.services, {
    name: 'Test Workspace',
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
    isDemo: false,
    owner: { userId: newId(), name: 'Olga Owner', email: 'olga@example.com' },
  })
  const contextOf = ({ services }: Pick<typeof first, 'services'>) => ({
    ...services,
    ...made,
    permissions: permissionsOf.owner,
  })
  const { connectionId } = await connectXero({ ctx: contextOf(first), xero }, { settings: null })
  const ask = async (process: Pick<typeof first, 'services'>) => {
    const ctx = contextOf(process)
    const call = { connectionId, purpose: 'read_organisation' as const }
    return (await callXero(ctx, call, ctx.accounting.getOrganisation)).kind
  }
  const keyIds = async () => {
    const sets = await first.services.db.selectFrom('xero_token_sets').selectAll().execute()
    const sealed = sets.flatMap((each) => [each.access_token_sealed, each.refresh_token_sealed])
    return new Set(sealed.map((each) => each.split('.')[1]))
  }
  const secretFile = async () => (await readFile(path.join(dataDir, 'secret.key'), 'utf8')).trim()
  return {
    clock,
    first,
    open,
    contextOf,
    ask,
    keyIds,
    secretFile,
    [Symbol.asyncDispose]: async () => {
      await first.stop()
      await Promise.all([xero.stop(), database.drop(), rm(dataDir, { recursive: true })])
    },
  }
}

const halfHourMs = 31 * 60_000

test('a key is replaced while Hourbook runs, and forgotten after it was restarted', async () => {
  await using stage = await createStage()
  const { first, keyIds, secretFile } = stage
  const { db } = first.services
  const before = await keyIds()
  const rotated = await rotateKey({ db, config: first.config }, { forgetsOld: false })
  expect(rotated).toEqual({ resealed: 1, kept: 'file', old: 1 })
  const after = await keyIds()
  expect(after.size).toBe(1)
  expect(after.intersection(before).size).toBe(0)
  expect((await secretFile()).split('\n')).toHaveLength(2)

  // A process that started before knows only the old key: it learns the new one, and its own seals still open.
  expect(await stage.ask(first)).toBe('ok')
  stage.clock.advance(halfHourMs)
  expect(await stage.ask(first)).toBe('ok')
  const second = await stage.open()
  expect(await stage.ask(second)).toBe('ok')

  await rotateKey({ db, config: first.config }, { forgetsOld: true })
  expect((await secretFile()).split('\n')).toHaveLength(1)
  expect(await keyIds()).toEqual(after)
  expect(await stage.ask(second)).toBe('ok')
  const third = await stage.open()
  expect(await stage.ask(third)).toBe('ok')
  await Promise.all([second.stop(), third.stop()])
})

test('a key of the environment is replaced by whoever set it, with the one before beside it', async () => {
  await using stage = await createStage({ HOURBOOK_SECRET_KEY: 'the first key of this test' })
  const { first } = stage
  const { db } = first.services
  await expect(rotateKey({ db, config: first.config }, { forgetsOld: false })).rejects.toThrow(
    'HOURBOOK_OLD_SECRET_KEYS',
  )
  const second = await stage.open({
    HOURBOOK_SECRET_KEY: 'the second key of this test',
    HOURBOOK_OLD_SECRET_KEYS: 'an even older key, the first key of this test',
  })
  expect(await stage.ask(second)).toBe('ok')
  const rotated = await rotateKey({ db, config: second.config }, { forgetsOld: false })
  expect(rotated).toMatchObject({ resealed: 1, kept: 'environment' })
  const third = await stage.open({ HOURBOOK_SECRET_KEY: 'the second key of this test' })
  expect(await stage.ask(third)).toBe('ok')
  await Promise.all([second.stop(), third.stop()])
})

test('a public link that was copied goes on working, and can be copied again, after the old key is forgotten', async () => {
  await using stage = await createStage()
  const { first } = stage
  const { db } = first.services
  const ctx = stage.contextOf(first)
  const { id: clientId } = await factoriesFor(ctx).client()
  const lines = [{ description: 'Advice', quantity: '1', unitPrice: '100' }]
  const asked = { clientId, items: noItems, groupBy: 'project' as const, lines }
  const draft = await createInvoice(ctx, { ...asked, issuedOn: '2026-11-16', reference: '' })
  const { id: invoiceId } = await finaliseInvoice(ctx, { invoiceId: draft.id })
  const link = await createInvoiceLink(ctx, { invoiceId })
  await rotateKey({ db, config: first.config }, { forgetsOld: false })
  const second = await stage.open()
  await rotateKey({ db, config: second.config }, { forgetsOld: true })
  const third = await stage.open()
  expect(await getInvoiceLink(stage.contextOf(third), { invoiceId })).toEqual({ link })
  const linkToken = link.url.split('/').at(-1) ?? ''
  const opened = await openInvoiceLink(third.services, { linkToken, isNoted: false })
  expect(opened.invoiceId).toBe(invoiceId)
  await Promise.all([second.stop(), third.stop()])
})
