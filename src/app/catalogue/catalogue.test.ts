import { createProducts } from '#app/catalogue/create-products.ts'
import { createTasks } from '#app/catalogue/create-tasks.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { deleteProduct } from '#app/catalogue/delete-product.ts'
import { deleteTask } from '#app/catalogue/delete-task.ts'
import { listProducts } from '#app/catalogue/list-products.ts'
import { listTasks } from '#app/catalogue/list-tasks.ts'
import { listVatRates } from '#app/catalogue/list-vat-rates.ts'
import { updateProduct } from '#app/catalogue/update-product.ts'
import { updateTask } from '#app/catalogue/update-task.ts'
import { updateVatRate } from '#app/catalogue/update-vat-rate.ts'
import type { ProductFields } from '#db/products.ts'
import type { TaskFields } from '#db/tasks.ts'
import type { VatRateFields } from '#db/vat-rates.ts'
import { newId } from '#lib/ids.ts'
import { openConnections } from '#tests/support/open-connections.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { describe, expect, test } from 'vitest'

const everything = { limit: 50, archived: 'all' as const }

describe('tasks', () => {
  test('are made, listed by name, changed, archived and deleted', async () => {
    await using world = await createWorld()
    const [design, advice] = await createTasks(world.ctx, {
      items: [aTask({ name: 'Design', hourlyRate: '95' }), aTask({ name: 'advice' })],
    })
    const list = await listTasks(world.ctx, everything)
    expect(list.items.map((task) => [task.name, task.hourlyRate])).toEqual([
      ['advice', null],
      ['Design', '95.0000'],
    ])
    const taskId = design?.id ?? ''
    const changes = { hourlyRate: null, isBillable: false, isArchived: true }
    expect(await updateTask(world.ctx, { taskId, changes })).toMatchObject({
      name: 'Design',
      hourlyRate: null,
      isBillable: false,
      archivedAt: world.clock.now(),
    })
    expect((await listTasks(world.ctx, { ...everything, archived: 'false' })).items).toHaveLength(1)
    await deleteTask(world.ctx, { taskId: advice?.id ?? '' })
    expect((await listTasks(world.ctx, { ...everything, q: 'advice' })).items).toEqual([])
  })

  test('have names of their own, unless archived', async () => {
    await using world = await createWorld()
    const taken = { code: 'task_name_is_taken' }
    const twice = createTasks(world.ctx, { items: [aTask({ name: 'A' }), aTask({ name: 'a' })] })
    await expect(twice).rejects.toMatchObject({ ...taken, particulars: { field: 'items.1.name' } })
    const { id: taskId } = await world.has.task({ name: 'A' })
    await expect(createTasks(world.ctx, { items: [aTask({ name: 'a' })] })).rejects.toMatchObject(
      taken,
    )
    const other = await world.has.task({ name: 'B' })
    await expect(
      updateTask(world.ctx, { taskId: other.id, changes: { name: 'a' } }),
    ).rejects.toMatchObject(taken)
    await updateTask(world.ctx, { taskId, changes: { isArchived: true } })
    await updateTask(world.ctx, { taskId: other.id, changes: { name: 'a' } })
    const back = updateTask(world.ctx, { taskId, changes: { isArchived: false } })
    await expect(back).rejects.toMatchObject(taken)
  })

  test('with hours are only archived', async () => {
    await using world = await createWorld()
    const { id: taskId } = await world.has.task()
    await world.has.timeEntry({ taskId })
    await expect(deleteTask(world.ctx, { taskId })).rejects.toMatchObject({
      code: 'task_is_in_use',
    })
  })

  test('are read without rates by an employee, and not written', async () => {
    await using world = await createWorld()
    const { id: taskId } = await world.has.task({ hourlyRate: '95' })
    const { ctx } = await world.has.member()
    expect((await listTasks(ctx, everything)).items).toMatchObject([{ hourlyRate: null }])
    const declined = { code: 'not_allowed' }
    await expect(createTasks(ctx, { items: [aTask()] })).rejects.toMatchObject(declined)
    await expect(updateTask(ctx, { taskId, changes: {} })).rejects.toMatchObject(declined)
    await expect(deleteTask(ctx, { taskId })).rejects.toMatchObject(declined)
    await expect(listTasks(nobody(world), everything)).rejects.toMatchObject(declined)
  })

  test('of another workspace are not there', async () => {
    await using world = await createWorld()
    const { id: taskId } = await world.has.task({ name: 'A' })
    const { ctx } = await world.otherWorkspace()
    const missing = { code: 'task_not_found' }
    await expect(updateTask(ctx, { taskId, changes: {} })).rejects.toMatchObject(missing)
    await expect(deleteTask(ctx, { taskId })).rejects.toMatchObject(missing)
    expect((await listTasks(ctx, everything)).items).toEqual([])
    expect(await createTasks(ctx, { items: [aTask({ name: 'A' })] })).toHaveLength(1)
  })
})

describe('products', () => {
  test('are made, listed by name, changed, archived and deleted', async () => {
    await using world = await createWorld()
    const [train, hotel] = await createProducts(world.ctx, {
      items: [aProduct({ name: 'Train' }), aProduct({ name: 'Hotel', unitPrice: '129' })],
    })
    const list = await listProducts(world.ctx, everything)
    expect(list.items.map((product) => product.name)).toEqual(['Hotel', 'Train'])
    const productId = hotel?.id ?? ''
    const changes = { unitPrice: '135.50', isArchived: true }
    expect(await updateProduct(world.ctx, { productId, changes })).toMatchObject({
      unitPrice: '135.50',
      archivedAt: world.clock.now(),
    })
    await deleteProduct(world.ctx, { productId: train?.id ?? '' })
    expect((await listProducts(world.ctx, everything)).items.map((product) => product.id)).toEqual([
      productId,
    ])
  })

  test('that cannot be are refused', async () => {
    await using world = await createWorld()
    const [product] = await createProducts(world.ctx, { items: [aProduct({ name: 'Train' })] })
    const productId = product?.id ?? ''
    const make = async (fields: Partial<ProductFields>) =>
      await createProducts(world.ctx, { items: [aProduct(fields)] })
    await expect(make({ name: 'TRAIN' })).rejects.toMatchObject({
      code: 'product_name_is_taken',
      particulars: { field: 'items.0.name' },
    })
    const unknown = { vatRateId: newId() }
    await expect(make({ name: 'Bus', ...unknown })).rejects.toMatchObject({
      code: 'vat_rate_not_found',
      particulars: { field: 'items.0.vatRateId' },
    })
    await expect(updateProduct(world.ctx, { productId, changes: unknown })).rejects.toMatchObject({
      code: 'vat_rate_not_found',
      particulars: { field: 'vatRateId' },
    })
    await world.has.expense({ productId })
    await expect(deleteProduct(world.ctx, { productId })).rejects.toMatchObject({
      code: 'product_is_in_use',
    })
  })

  test('are read by everybody and written by few', async () => {
    await using world = await createWorld()
    const [product] = await createProducts(world.ctx, { items: [aProduct()] })
    const productId = product?.id ?? ''
    const { ctx } = await world.has.member()
    expect((await listProducts(ctx, everything)).items).toHaveLength(1)
    const declined = { code: 'not_allowed' }
    await expect(createProducts(ctx, { items: [aProduct()] })).rejects.toMatchObject(declined)
    await expect(updateProduct(ctx, { productId, changes: {} })).rejects.toMatchObject(declined)
    await expect(deleteProduct(ctx, { productId })).rejects.toMatchObject(declined)
    await expect(listProducts(nobody(world), everything)).rejects.toMatchObject(declined)
  })

  test('of another workspace are not there', async () => {
    await using world = await createWorld()
    const [product] = await createProducts(world.ctx, { items: [aProduct()] })
    const productId = product?.id ?? ''
    const { ctx } = await world.otherWorkspace()
    const missing = { code: 'product_not_found' }
    await expect(updateProduct(ctx, { productId, changes: {} })).rejects.toMatchObject(missing)
    await expect(deleteProduct(ctx, { productId })).rejects.toMatchObject(missing)
    expect((await listProducts(ctx, everything)).items).toEqual([])
  })
})

describe('VAT rates', () => {
  test('have one default at a time, whoever asks at once', async () => {
    await using world = await createWorld()
    const make = async (name: string) =>
      await createVatRates(world.ctx, { items: [aVatRate({ name, isDefault: true })] })
    await openConnections(world.db, 4)
    await Promise.all(['A', 'B', 'C', 'D'].map(make))
    const defaults = async () => {
      const { items } = await listVatRates(world.ctx, everything)
      return items.filter((rate) => rate.isDefault).map((rate) => rate.name)
    }
    expect(await defaults()).toHaveLength(1)
    const two = [aVatRate({ name: 'E', isDefault: true }), aVatRate({ name: 'F', isDefault: true })]
    const [, f] = await createVatRates(world.ctx, { items: two })
    expect(await defaults()).toEqual(['F'])
    const [low] = await createVatRates(world.ctx, { items: [aVatRate({ name: 'Low' })] })
    expect(await defaults()).toEqual(['F'])
    await updateVatRate(world.ctx, {
      vatRateId: low?.id ?? '',
      changes: { isDefault: true, percentage: '6' },
    })
    expect(await defaults()).toEqual(['Low'])
    await updateVatRate(world.ctx, { vatRateId: f?.id ?? '', changes: { isArchived: true } })
    expect((await listVatRates(world.ctx, { ...everything, archived: 'true' })).items).toHaveLength(
      1,
    )
  })

  test('keep their default', async () => {
    await using world = await createWorld()
    const [rate] = await createVatRates(world.ctx, { items: [aVatRate({ isDefault: true })] })
    const vatRateId = rate?.id ?? ''
    const stays = { code: 'vat_rate_is_default' }
    await expect(
      updateVatRate(world.ctx, { vatRateId, changes: { isArchived: true } }),
    ).rejects.toMatchObject(stays)
    await expect(
      updateVatRate(world.ctx, { vatRateId, changes: { isDefault: false } }),
    ).rejects.toMatchObject(stays)
  })

  test('are read by everybody, written by administrators, and of another workspace not there', async () => {
    await using world = await createWorld()
    const [rate] = await createVatRates(world.ctx, { items: [aVatRate()] })
    const vatRateId = rate?.id ?? ''
    const { ctx } = await world.has.member({ role: 'bookkeeper' })
    expect((await listVatRates(ctx, everything)).items).toHaveLength(2)
    const declined = { code: 'not_allowed' }
    await expect(createVatRates(ctx, { items: [] })).rejects.toMatchObject(declined)
    await expect(updateVatRate(ctx, { vatRateId, changes: {} })).rejects.toMatchObject(declined)
    await expect(listVatRates(nobody(world), everything)).rejects.toMatchObject(declined)
    const other = await world.otherWorkspace()
    await expect(updateVatRate(other.ctx, { vatRateId, changes: {} })).rejects.toMatchObject({
      code: 'vat_rate_not_found',
    })
    expect((await listVatRates(other.ctx, everything)).items).toHaveLength(1)
  })
})

function aTask(fields: Partial<TaskFields> = {}): TaskFields {
  return { name: 'Design', hourlyRate: null, isBillable: true, xeroItemCode: null, ...fields }
}

function aProduct(fields: Partial<ProductFields> = {}): ProductFields {
  return { name: 'Train', unitPrice: '10', vatRateId: null, xeroItemCode: null, ...fields }
}

function aVatRate(fields: Partial<VatRateFields> = {}): VatRateFields {
  return {
    name: 'High',
    percentage: '21',
    isDefault: false,
    exemption: null,
    exemptionReason: '',
    ...fields,
  }
}

function nobody(world: World) {
  return { ...world.ctx, permissions: new Set<never>() }
}
