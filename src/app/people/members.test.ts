import { createMembers } from '#app/people/create-members.ts'
import { listMembers } from '#app/people/list-members.ts'
import { updateMember } from '#app/people/update-member.ts'
import type { MemberFields } from '#db/members.ts'
import { openConnections } from '#tests/support/open-connections.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const everybody = { limit: 50, archived: 'all' as const }

test('people are added, listed by name, changed and archived', async () => {
  await using world = await createWorld()
  const [zoe] = await createMembers(world.ctx, {
    items: [aPerson({ name: 'Zoë', email: 'zoe@example.com', hourlyRate: '85' }), aPerson()],
  })
  const list = await listMembers(world.ctx, everybody)
  expect(list.items.map((member) => [member.name, member.role, member.canSignIn])).toEqual([
    ['Emma Employee', 'employee', false],
    ['Olga Owner', 'owner', true],
    ['Zoë', 'employee', false],
  ])
  const changes = { role: 'bookkeeper' as const, isArchived: true }
  const changed = await updateMember(world.ctx, { memberId: zoe?.id ?? '', changes })
  expect(changed).toMatchObject({
    role: 'bookkeeper',
    hourlyRate: '85.0000',
    archivedAt: world.clock.now(),
  })
  const living = await listMembers(world.ctx, { ...everybody, archived: 'false', q: 'EXAMPLE.com' })
  expect(living.items).toHaveLength(2)
})

test('an e-mail address belongs to one person, whatever its case, however many ask at once', async () => {
  await using world = await createWorld()
  const taken = { code: 'member_email_is_taken' }
  const twice = [aPerson(), aPerson({ email: 'EMMA@example.com' })]
  await expect(createMembers(world.ctx, { items: twice })).rejects.toMatchObject({
    ...taken,
    particulars: { field: 'items.1.email' },
  })
  await openConnections(world.db, 4)
  const answers = await Promise.allSettled(
    Array.from({ length: 4 }, async () => await createMembers(world.ctx, { items: [aPerson()] })),
  )
  const reasons = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason.code] : [],
  )
  expect(reasons).toEqual(Array(3).fill(taken.code))
  const changes = { email: 'Emma@Example.com' }
  await expect(
    updateMember(world.ctx, { memberId: world.memberId, changes }),
  ).rejects.toMatchObject(taken)
})

test('a workspace keeps an owner, even when all owners leave at once', async () => {
  await using world = await createWorld()
  const demote = { role: 'employee' as const }
  const lastOne = { code: 'last_owner_stays' }
  await expect(
    updateMember(world.ctx, { memberId: world.memberId, changes: demote }),
  ).rejects.toMatchObject({
    ...lastOne,
    particulars: { field: 'role' },
  })
  await expect(
    updateMember(world.ctx, { memberId: world.memberId, changes: { isArchived: true } }),
  ).rejects.toMatchObject({
    ...lastOne,
    particulars: { field: 'isArchived' },
  })
  const owners = [{ id: world.memberId, ctx: world.ctx }]
  for (let made = 0; made < 3; made += 1) owners.push(await world.has.member({ role: 'owner' }))
  await openConnections(world.db, owners.length)
  const answers = await Promise.allSettled(
    owners.map(async ({ id, ctx }) => await updateMember(ctx, { memberId: id, changes: demote })),
  )
  const reasons = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason.code] : [],
  )
  expect(reasons).toEqual([lastOne.code])
  const { items } = await listMembers(world.ctx, everybody)
  expect(items.filter((member) => member.role === 'owner')).toHaveLength(1)
})

test('an administrator manages people, but neither makes nor changes an owner', async () => {
  await using world = await createWorld()
  const { ctx, id } = await world.has.member({ role: 'administrator' })
  await createMembers(ctx, { items: [aPerson()] })
  const declined = { code: 'only_owners_make_owners' }
  const items = [
    aPerson({ email: 'new@example.com' }),
    aPerson({ email: 'boss@example.com', role: 'owner' }),
  ]
  await expect(createMembers(ctx, { items })).rejects.toMatchObject({
    ...declined,
    particulars: { field: 'items.1.role' },
  })
  await expect(
    updateMember(ctx, { memberId: id, changes: { role: 'owner' } }),
  ).rejects.toMatchObject(declined)
  await expect(
    updateMember(ctx, { memberId: world.memberId, changes: { name: 'X' } }),
  ).rejects.toMatchObject(declined)
})

test('an employee reads names without rates, and writes nobody', async () => {
  await using world = await createWorld()
  const { ctx, id: memberId } = await world.has.member({ hourlyRate: '80' })
  const { items } = await listMembers(ctx, everybody)
  expect(items.map((member) => member.hourlyRate)).toEqual([null, null])
  const declined = { code: 'not_allowed' }
  await expect(createMembers(ctx, { items: [] })).rejects.toMatchObject(declined)
  await expect(updateMember(ctx, { memberId, changes: {} })).rejects.toMatchObject(declined)
  const nobody = { ...ctx, permissions: new Set<never>() }
  await expect(listMembers(nobody, everybody)).rejects.toMatchObject(declined)
})

test("another workspace's people are not there", async () => {
  await using world = await createWorld()
  const { id: memberId } = await world.has.member()
  const { ctx } = await world.otherWorkspace()
  await expect(updateMember(ctx, { memberId, changes: {} })).rejects.toMatchObject({
    code: 'member_not_found',
  })
  expect((await listMembers(ctx, everybody)).items.map((member) => member.name)).toEqual([
    'Otto Other',
  ])
})

function aPerson(fields: Partial<MemberFields> = {}): MemberFields {
  return {
    name: 'Emma Employee',
    email: 'emma@example.com',
    role: 'employee',
    hourlyRate: null,
    ...fields,
  }
}
