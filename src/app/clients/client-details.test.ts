import { createTags } from '#app/catalogue/create-tags.ts'
import { createClients } from '#app/clients/create-clients.ts'
import { getClient } from '#app/clients/get-client.ts'
import { listClients } from '#app/clients/list-clients.ts'
import { suggestClientNumber } from '#app/clients/suggest-client-number.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { newId } from '#lib/ids.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

test('a client keeps its account, who gets its invoices, and its tags', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const [gold, late] = await createTags(ctx, { items: [{ name: 'Gold' }, { name: 'Late' }] })
  const [client] = await createClients(ctx, {
    items: [
      {
        name: 'Blue Kettle BV',
        iban: 'NL91ABNA0417164300',
        billingContact: { name: 'Bo Books', email: 'books@example.com' },
        tagIds: [gold?.id ?? ''],
      },
    ],
  })
  const clientId = client?.id ?? ''
  expect(client).toMatchObject({ tags: [{ name: 'Gold' }], iban: 'NL91ABNA0417164300' })
  expect(await getClient(ctx, { clientId })).toEqual(client)
  const changed = await updateClient(ctx, {
    clientId,
    changes: { billingContact: null, tagIds: [late?.id ?? ''] },
  })
  expect(changed).toMatchObject({
    billingContact: null,
    tags: [{ name: 'Late' }],
    iban: 'NL91ABNA0417164300',
  })
  const found = async (tagId: string | undefined) =>
    (await listClients(ctx, { limit: 9, archived: 'false', tagId })).items.map(({ name }) => name)
  expect(await found(late?.id)).toEqual(['Blue Kettle BV'])
  expect(await found(gold?.id)).toEqual([])
  await expect(
    updateClient(ctx, { clientId, changes: { tagIds: [newId()] } }),
  ).rejects.toMatchObject({ code: 'tag_not_found', particulars: { field: 'tagIds.0' } })
  const employee = await world.has.member({ role: 'employee' })
  expect(await getClient(employee.ctx, { clientId })).toMatchObject({
    iban: null,
    hourlyRate: null,
  })
})

test('an IBAN is checked by its digits, and kept without spaces', async () => {
  await using world = await createWorld()
  const post = (iban: string) =>
    world.request('POST', '/clients', { items: [{ name: 'Blue Kettle BV', iban }] })
  expect((await post('nl91 abna 0417 1643 00')).body).toMatchObject({
    items: [{ iban: 'NL91ABNA0417164300' }],
  })
  expect(await post('NL91 ABNA 0417 1643 01')).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'items.0.iban', message: 'Check the digits: this is no IBAN.' }] },
  })
})

test('the number that is suggested fills the gap first', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  expect(await suggestClientNumber(ctx, {})).toEqual({ number: 'C-1001' })
  for (const number of ['C-1001', 'C-1003']) await has.client({ number })
  expect(await suggestClientNumber(ctx, {})).toEqual({ number: 'C-1002' })
  await has.client({ number: 'C-1002' })
  expect(await suggestClientNumber(ctx, {})).toEqual({ number: 'C-1004' })
})
