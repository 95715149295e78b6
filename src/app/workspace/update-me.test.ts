import { getMe } from '#app/workspace/get-me.ts'
import { updateMe } from '#app/workspace/update-me.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

test('the language is of the one who chose it, until it is the workspace’s again', async () => {
  await using world = await createWorld()
  const employee = await world.has.member()
  const languages = async () => [
    (await getMe(world.ctx)).member.language,
    (await getMe(employee.ctx)).member.language,
  ]
  expect(await languages()).toEqual([null, null])
  expect((await updateMe(employee.ctx, { language: 'nl' })).member.language).toBe('nl')
  expect(await languages()).toEqual([null, 'nl'])
  await updateMe(employee.ctx, {})
  expect(await languages()).toEqual([null, 'nl'])
  await updateMe(employee.ctx, { language: null })
  expect(await languages()).toEqual([null, null])
})
