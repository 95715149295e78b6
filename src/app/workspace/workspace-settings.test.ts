import { getWorkspaceSettings } from '#app/workspace/get-workspace-settings.ts'
import { updateWorkspaceSettings } from '#app/workspace/update-workspace-settings.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

test('the given settings change, the others stay', async () => {
  await using world = await createWorld()
  const before = await getWorkspaceSettings(world.ctx)
  expect(before).toMatchObject({ name: 'Test Workspace', currency: 'EUR', hourlyRate: '0.0000' })
  const changes = { currency: 'NZD', timeZone: 'Pacific/Auckland', hourlyRate: '92.5' }
  const after = await updateWorkspaceSettings(world.ctx, { changes })
  expect(after).toEqual({ ...before, ...changes, hourlyRate: '92.5000' })
  expect(await updateWorkspaceSettings(world.ctx, { changes: {} })).toEqual(after)
})

test('a currency or a time zone that does not exist is refused, and nothing changes', async () => {
  await using world = await createWorld()
  const change = async (changes: object) => await updateWorkspaceSettings(world.ctx, { changes })
  await expect(change({ name: 'New', currency: 'EUX' })).rejects.toMatchObject({
    code: 'currency_is_unknown',
    particulars: { field: 'currency' },
  })
  await expect(change({ name: 'New', timeZone: 'Europe/Atlantis' })).rejects.toMatchObject({
    code: 'time_zone_is_unknown',
    particulars: { field: 'timeZone' },
  })
  expect(await getWorkspaceSettings(world.ctx)).toMatchObject({ name: 'Test Workspace' })
})

test('settings are changed by administrators, and not seen by employees', async () => {
  await using world = await createWorld()
  const declined = { code: 'not_allowed' }
  const { ctx } = await world.has.member({ role: 'bookkeeper' })
  expect(await getWorkspaceSettings(ctx)).toMatchObject({ currency: 'EUR' })
  await expect(updateWorkspaceSettings(ctx, { changes: {} })).rejects.toMatchObject(declined)
  const employee = await world.has.member()
  await expect(getWorkspaceSettings(employee.ctx)).rejects.toMatchObject(declined)
})

test('a change of settings stays in its workspace', async () => {
  await using world = await createWorld()
  const { ctx } = await world.otherWorkspace()
  await updateWorkspaceSettings(ctx, { changes: { name: 'Theirs' } })
  expect((await getWorkspaceSettings(world.ctx)).name).toBe('Test Workspace')
})
