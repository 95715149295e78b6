import { createTags } from '#app/catalogue/create-tags.ts'
import { deleteTag } from '#app/catalogue/delete-tag.ts'
import { listTags } from '#app/catalogue/list-tags.ts'
import { updateTag } from '#app/catalogue/update-tag.ts'
import { getProject } from '#app/projects/get-project.ts'
import { newId } from '#lib/ids.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const everything = { limit: 50, archived: 'all' as const }

test('tags are made, listed by name, changed, archived and deleted', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const [urgent, internal] = await createTags(ctx, {
    items: [{ name: 'Urgent' }, { name: 'internal' }],
  })
  const names = async () => (await listTags(ctx, everything)).items.map((tag) => tag.name)
  expect(await names()).toEqual(['internal', 'Urgent'])
  await expect(createTags(ctx, { items: [{ name: 'URGENT' }] })).rejects.toMatchObject({
    code: 'tag_name_is_taken',
    particulars: { field: 'items.0.name' },
  })
  const tagId = urgent?.id ?? ''
  const changed = await updateTag(ctx, { tagId, changes: { name: 'Rush', isArchived: true } })
  expect(changed).toMatchObject({ name: 'Rush', archivedAt: world.clock.now() })

  const project = await world.has.project({ tagIds: [tagId, internal?.id ?? ''] })
  expect(project.tags.map((tag) => tag.name)).toEqual(['internal', 'Rush'])
  await expect(deleteTag(ctx, { tagId })).rejects.toMatchObject({ code: 'tag_is_in_use' })
  const { id: unused } = (await createTags(ctx, { items: [{ name: 'Unused' }] }))[0] ?? { id: '' }
  await deleteTag(ctx, { tagId: unused })
  expect(await names()).toEqual(['internal', 'Rush'])
  expect((await getProject(ctx, { projectId: project.id })).tags).toHaveLength(2)
})

test('a tag that is not there, or of others, is refused', async () => {
  await using world = await createWorld()
  const other = await world.otherWorkspace()
  const [theirs] = await createTags(other.ctx, { items: [{ name: 'Theirs' }] })
  for (const tagId of [newId(), theirs?.id ?? '']) {
    const refused = { code: 'tag_not_found' }
    await expect(updateTag(world.ctx, { tagId, changes: {} })).rejects.toMatchObject(refused)
    await expect(deleteTag(world.ctx, { tagId })).rejects.toMatchObject(refused)
  }
  const { ctx } = await world.has.member({ role: 'employee' })
  expect((await listTags(ctx, everything)).items).toEqual([])
  await expect(createTags(ctx, { items: [{ name: 'A' }] })).rejects.toMatchObject({
    code: 'not_allowed',
  })
})
