import { submitWork } from '#app/approval/submit-work.ts'
import { updateApprovalSettings } from '#app/approval/update-approval-settings.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

test('a report is narrowed to how far approval is, and its file says so where there is approval', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const project = await has.project({ managerId: (await has.member()).id })
  const entry = { projectId: project.id, memberId: ctx.memberId ?? '' }
  await has.timeEntry({ ...entry, workedOn: '2026-11-02', notes: 'handed in' })
  await has.timeEntry({ ...entry, workedOn: '2026-11-09', notes: 'kept' })
  const file = async (query: string) =>
    String((await world.request('GET', `/reports/hours/export${query}`)).body)
  expect(await file('')).not.toContain('Approval')

  await updateApprovalSettings(ctx, { changes: { approvalBy: 'project_manager' } })
  await submitWork(ctx, { from: '2026-11-02', to: '2026-11-02' })
  const [head, ...rows] = (await file('')).trim().split('\r\n')
  expect(head).toContain(',Approval,')
  expect(rows.map((row) => /Not submitted|Submitted/.exec(row)?.[0])).toEqual([
    'Not submitted',
    'Submitted',
  ])
  const notes = async (query: string) => {
    const { body } = await world.request('GET', `/time-entries?${query}`)
    return (body as { items: { notes: string }[] }).items.map((each) => each.notes)
  }
  expect(await notes('status=submitted')).toEqual(['handed in'])
  expect(await notes('status=not_submitted,rejected')).toEqual(['kept'])
  // Of what is open, what waits; of what is invoiced, nothing.
  expect(await notes('status=open,submitted')).toEqual(['handed in'])
  expect(await notes('status=invoiced,submitted')).toEqual([])
})
