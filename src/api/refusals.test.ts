import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const dutch = { headers: { 'accept-language': 'nl-NL,nl;q=0.9,en;q=0.8' } }
const nobody = '00000000-0000-7000-8000-000000000000'

test('a refusal is read in the language that the request accepts, under the same code', async () => {
  await using world = await createWorld()
  const english = await world.request('GET', `/clients/${nobody}`)
  expect(english.body).toMatchObject({
    code: 'client_not_found',
    title: 'There is no such client.',
    detail: 'There is no such client.',
  })
  const answer = await world.request('GET', `/clients/${nobody}`, undefined, dutch)
  expect([english.status, answer.status]).toEqual([404, 404])
  expect(answer.body).toMatchObject({
    code: 'client_not_found',
    title: 'Deze klant bestaat niet.',
    detail: 'Deze klant bestaat niet.',
  })
})

test('so are the words beside a field, and what to do about it', async () => {
  await using world = await createWorld()
  const { body } = await world.request('POST', '/clients', { items: [{ name: '' }] }, dutch)
  expect(body).toMatchObject({
    title: 'Een deel van de invoer kan niet worden verwerkt.',
    detail: 'items.0.name: Vul dit in.',
    fix: 'Verbeter de velden die in errors staan.',
    errors: [{ field: 'items.0.name', message: 'Vul dit in.' }],
  })
  const unknown = await world.request('POST', '/clients', { item: [] }, dutch)
  expect(unknown.body).toMatchObject({ errors: [{ message: 'Vul dit in.' }] })
  const nowhere = await world.request('GET', '/nowhere', undefined, dutch)
  expect(nowhere.body).toMatchObject({ title: 'Op dit adres is niets.' })
  const noToken = await world.request('GET', '/me', undefined, { ...dutch, token: 'none' })
  expect(noToken.body).toMatchObject({ title: 'Er is niemand aangemeld.' })
})

test('its days and numbers are those of the workspace', async () => {
  await using world = await createWorld()
  await world.request('PATCH', '/workspace', { dateFormat: 'dd.MM.yyyy' })
  await world.request('PATCH', '/approval-settings', { lockedThrough: '2026-11-01' })
  const { id: projectId } = await world.has.project()
  const item = { projectId, workedOn: '2026-10-30', seconds: 60 }
  const words = 'Everything up to and including 01.11.2026 is closed.'
  expect((await world.request('POST', '/time-entries', { items: [item] })).body).toMatchObject({
    detail: words,
    errors: [{ message: words }],
  })
  const answer = await world.request('POST', '/time-entries', { items: [item] }, dutch)
  expect(answer.body).toMatchObject({ detail: 'Alles tot en met 01.11.2026 is afgesloten.' })
})
