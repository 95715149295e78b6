import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bookable, bookingsBy, type MappingRule } from './line-mapping.ts'

const line: Bookable = {
  kind: 'time_entry',
  taskId: 'task',
  projectId: 'project',
  clientId: 'client',
  itemCode: null,
}
const none = { defaultItemCode: 'WORK', salesAccountCode: '200' }

test('without a rule, the default product; without that, the sales account', () => {
  expect(bookingsBy({ rules: [], ...none })(line)).toEqual({
    itemCode: 'WORK',
    accountCode: null,
    bookedBy: 'default',
    tracking: [],
  })
  const noItem = bookingsBy({ rules: [], ...none, defaultItemCode: null })
  expect(noItem(line)).toMatchObject({ itemCode: null, accountCode: '200' })
})

test('the project wins over the task, the task over the kind, the kind over the default', () => {
  const kind = rule('hours', null, { accountCode: '210' })
  const task = rule('task', 'task', { accountCode: '220' })
  const project = rule('project', 'project', { itemCode: 'PROJECT' })
  const booked = (rules: MappingRule[], changes: Partial<Bookable> = {}) => {
    const { itemCode, accountCode, bookedBy } = bookingsBy({ rules, ...none })({
      ...line,
      ...changes,
    })
    return [itemCode ?? accountCode, bookedBy]
  }
  expect(booked([kind])).toEqual(['210', 'hours'])
  expect(booked([kind, task])).toEqual(['220', 'task'])
  expect(booked([kind, task, project])).toEqual(['PROJECT', 'project'])
  // The product of a task stands with the task.
  expect(booked([kind], { itemCode: 'TASK' })).toEqual(['TASK', 'task'])
  expect(booked([kind, project], { itemCode: 'TASK' })).toEqual(['PROJECT', 'project'])
  expect(booked([kind, task, project], { projectId: 'other', taskId: null })).toEqual([
    '210',
    'hours',
  ])
  expect(booked([task], { kind: 'expense' })).toEqual(['WORK', 'default'])
})

test('where no rule names an account, that of the contact counts; without one, the default product', () => {
  const contacts = new Map([
    ['client', { accountCode: '270', taxType: null }],
    ['plain', { accountCode: null, taxType: 'OUTPUT' }],
  ])
  const booked = (rules: MappingRule[], changes: Partial<Bookable> = {}) => {
    const { itemCode, accountCode, bookedBy } = bookingsBy({ rules, contacts, ...none })({
      ...line,
      ...changes,
    })
    return [itemCode, accountCode, bookedBy]
  }
  expect(booked([])).toEqual([null, '270', 'contact'])
  const kind = rule('hours', null, { accountCode: '210' })
  expect(booked([kind])).toEqual([null, '210', 'hours'])
  expect(booked([], { itemCode: 'TASK' })).toEqual(['TASK', null, 'task'])
  const onlyTracking = rule('client', 'client', { tracking: [option('region', 'north')] })
  expect(booked([onlyTracking])).toEqual([null, '270', 'contact'])
  expect(booked([], { clientId: 'plain' })).toEqual(['WORK', null, 'default'])
  expect(booked([], { clientId: 'nobody' })).toEqual(['WORK', null, 'default'])
})

test('of each tracking category the nearest option counts', () => {
  const rules = [
    rule('hours', null, { tracking: [option('region', 'abroad'), option('team', 'all')] }),
    rule('client', 'client', { tracking: [option('region', 'north')] }),
    rule('project', 'project', { tracking: [option('team', 'studio')] }),
  ]
  expect(bookingsBy({ rules, ...none })(line).tracking).toEqual([
    { ...option('region', 'north'), bookedBy: 'client' },
    { ...option('team', 'studio'), bookedBy: 'project' },
  ])
})

// The promise: whichever rules there are, a line is booked by the nearest that says something, once for each category.
test('the nearest rule decides, in any order of the rules', () => {
  const order = ['project', 'client', 'task', 'hours'] as const
  const anyRule = fc.record({
    subject: fc.constantFrom(...order),
    target: fc.constantFrom('item', 'account', 'nothing'),
    tracking: fc.subarray(['region', 'team'], { maxLength: 2 }),
  })
  const rulesOf = fc.uniqueArray(anyRule, { selector: (each) => each.subject, maxLength: 4 })
  fc.assert(
    fc.property(rulesOf, fc.boolean(), (given, isReversed) => {
      const rules = given.map(({ subject, target, tracking }) =>
        rule(subject, subject === 'hours' ? null : subject, {
          itemCode: target === 'item' ? subject : null,
          accountCode: target === 'account' ? subject : null,
          tracking: tracking.map((each) => option(each, subject)),
        }),
      )
      const booking = bookingsBy({ rules: isReversed ? rules.toReversed() : rules, ...none })(line)
      const said = (has: (each: (typeof given)[number]) => boolean) =>
        order.find((subject) => given.some((each) => each.subject === subject && has(each)))
      const expected = said((each) => each.target !== 'nothing')
      expect(booking.bookedBy).toBe(expected ?? 'default')
      expect(booking.itemCode ?? booking.accountCode).toBe(expected ?? 'WORK')
      for (const category of ['region', 'team']) {
        const [first, ...others] = booking.tracking.filter((each) => each.categoryId === category)
        expect(others).toEqual([])
        expect(first?.optionId).toBe(said((each) => each.tracking.includes(category)))
      }
    }),
  )
})

function rule(
  subject: MappingRule['subject'],
  subjectId: string | null,
  values: Partial<MappingRule>,
): MappingRule {
  return { subject, subjectId, itemCode: null, accountCode: null, tracking: [], ...values }
}

function option(categoryId: string, optionId: string) {
  return { categoryId, optionId }
}
