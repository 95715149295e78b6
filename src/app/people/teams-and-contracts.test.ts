import { createContract } from '#app/people/create-contract.ts'
import { createTeams } from '#app/people/create-teams.ts'
import { deleteContract } from '#app/people/delete-contract.ts'
import { deleteTeam } from '#app/people/delete-team.ts'
import { listContracts } from '#app/people/list-contracts.ts'
import { listTeams } from '#app/people/list-teams.ts'
import { updateContract } from '#app/people/update-contract.ts'
import { updateTeam } from '#app/people/update-team.ts'
import { newId } from '#lib/ids.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const everything = { limit: 50, archived: 'all' as const }
const fullTime = [28_800, 28_800, 28_800, 28_800, 28_800, 0, 0]

test('a team has a manager and people, and is deleted only when nobody is in it', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const [anna, ben] = [await has.member({ name: 'Anna' }), await has.member({ name: 'Ben' })]
  const [team] = await createTeams(ctx, {
    items: [{ name: 'Design', managerId: anna.id, memberIds: [ben.id] }],
  })
  expect(team).toMatchObject({ managerName: 'Anna', members: [{ id: ben.id, name: 'Ben' }] })
  const teamId = team?.id ?? ''
  await expect(
    createTeams(ctx, { items: [{ name: 'design', managerId: null, memberIds: [] }] }),
  ).rejects.toMatchObject({ code: 'team_name_is_taken' })
  await expect(
    updateTeam(ctx, { teamId, changes: { memberIds: [ben.id, newId()] } }),
  ).rejects.toMatchObject({ code: 'member_not_found', particulars: { field: 'memberIds.1' } })
  await expect(deleteTeam(ctx, { teamId })).rejects.toMatchObject({ code: 'team_has_members' })
  const renamed = await updateTeam(ctx, { teamId, changes: { name: 'Studio' } })
  expect(renamed).toMatchObject({ managerId: anna.id, members: [{ name: 'Ben' }] })
  expect((await listTeams(ben.ctx, { ...everything, q: 'anna' })).items).toMatchObject([
    { name: 'Studio' },
  ])
  await updateTeam(ctx, { teamId, changes: { memberIds: [], isArchived: true } })
  await deleteTeam(ctx, { teamId })
  await expect(deleteTeam(ctx, { teamId })).rejects.toMatchObject({ code: 'team_not_found' })
  await expect(updateTeam(ctx, { teamId, changes: {} })).rejects.toMatchObject({
    code: 'team_not_found',
  })
})

test('contracts of one person follow each other', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id: memberId } = await has.member()
  const other = await has.member()
  const write = (startsOn: string, endsOn: string | null, whose = memberId) =>
    createContract(ctx, {
      memberId: whose,
      startsOn,
      endsOn,
      weekdaySeconds: fullTime,
      costRate: '45.5',
    })
  const first = await write('2026-01-01', null)
  for (const [from, to] of [
    ['2025-01-01', '2026-01-01'],
    ['2027-01-01', null],
  ] as const) {
    await expect(write(from, to)).rejects.toMatchObject({ code: 'contracts_overlap' })
  }
  await write('2027-01-01', null, other.id)
  await expect(write('2025-12-31', '2025-12-01')).rejects.toMatchObject({
    code: 'end_is_before_start',
  })
  const contractId = first.id
  await updateContract(ctx, { memberId, contractId, changes: { endsOn: '2026-06-30' } })
  const second = await write('2026-07-01', null)
  await expect(
    updateContract(ctx, { memberId, contractId, changes: { endsOn: '2026-07-01' } }),
  ).rejects.toMatchObject({ code: 'contracts_overlap' })
  expect((await listContracts(ctx, { limit: 50, memberId })).items).toMatchObject([
    { id: second.id, endsOn: null },
    { id: contractId, endsOn: '2026-06-30', weekdaySeconds: fullTime, costRate: '45.5000' },
  ])
  await expect(
    updateContract(ctx, { memberId: other.id, contractId, changes: {} }),
  ).rejects.toMatchObject({ code: 'contract_not_found' })
  await deleteContract(ctx, { memberId, contractId })
  await expect(deleteContract(ctx, { memberId, contractId })).rejects.toMatchObject({
    code: 'contract_not_found',
  })
  await expect(listContracts(other.ctx, { limit: 50, memberId })).rejects.toMatchObject({
    code: 'not_allowed',
  })
})

test('two contracts written at once share no day either', async () => {
  await using world = await createWorld()
  const { id: memberId } = await world.has.member()
  const fields = { startsOn: '2026-01-01', endsOn: null, weekdaySeconds: fullTime, costRate: null }
  const results = await Promise.allSettled(
    [1, 2, 3].map(() => createContract(world.ctx, { memberId, ...fields })),
  )
  expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
})
