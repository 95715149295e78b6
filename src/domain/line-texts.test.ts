import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BillableItem } from './billable-item.ts'
import { linesOf } from './document-lines.ts'
import {
  filledIn,
  linePlaceholders,
  type LineTexts,
  lineWriter,
  unknownLinePlaceholders,
} from './line-texts.ts'

const none = {
  client: '',
  project: '',
  task: '',
  person: '',
  date: '',
  notes: '',
  product: '',
  route: '',
}
const day = (isoDay: string) => isoDay.split('-').toReversed().join('/')

test.each<{
  groupBy: 'project' | 'task' | 'user' | 'day' | 'entry'
  text: string
  lines: string[]
}>([
  {
    groupBy: 'project',
    text: '{{project}} for {{client}}, {{date}}\n{{notes}}',
    lines: ['Website for Acme, 02/11/2026 – 03/11/2026\nSketches; Forms'],
  },
  {
    groupBy: 'task',
    text: '{{task}}: {{notes}} ({{person}})',
    lines: ['Code: Forms (Bob)', 'Design: Sketches (Ann)'],
  },
  { groupBy: 'user', text: '{{person}}', lines: ['Ann', 'Bob'] },
  // On the first day two people worked: whose it is would be wrong for either.
  {
    groupBy: 'day',
    text: '{{date}} · {{person}} · {{task}}',
    lines: ['02/11/2026', '03/11/2026 · Ann · Design'],
  },
  {
    groupBy: 'entry',
    text: '{{date}} {{task}} ({{notes}})',
    lines: ['02/11/2026 Design (Sketches)', '02/11/2026 Code (Forms)', '03/11/2026 Design'],
  },
])('hours by $groupBy say what the workspace wants', ({ groupBy, text, lines }) => {
  const hours = [
    anItem({ id: 'c', on: '2026-11-03' }),
    anItem({
      id: 'b',
      memberId: 'bob',
      memberName: 'Bob',
      taskId: 'code',
      taskName: 'Code',
      text: 'Forms',
    }),
    anItem({ id: 'a', text: 'Sketches' }),
  ]
  expect(describe(hours, { groupBy, texts: { [groupBy]: text } })).toEqual(lines)
})

test('expenses and trips have a text of their own; what has none is as it was', () => {
  const expense = anItem({
    kind: 'expense',
    seconds: null,
    quantity: '1',
    taskName: 'Hotel',
    text: 'Two nights',
  })
  const trip = anItem({
    kind: 'mileage',
    seconds: null,
    quantity: '12',
    text: 'Utrecht – Delft',
    taskName: null,
  })
  const items = [expense, { ...trip, id: 'trip' }, anItem({ id: 'hour' })]
  const texts = { expense: '{{product}}: {{notes}}', mileage: '{{route}} on {{date}} {{task}}' }
  expect(describe(items, { groupBy: 'project', texts })).toEqual([
    'Website',
    'Hotel: Two nights',
    'Utrecht – Delft on 02/11/2026',
  ])
})

test('a text of which nothing is left is the usual one', () => {
  expect(describe([anItem({})], { groupBy: 'entry', texts: { entry: '{{notes}}' } })).toEqual([
    'Website · 2026-11-02 · Ann · Design',
  ])
  expect(lineWriter({}, day)).toBeUndefined()
})

test('a text that somebody registered is never read as a placeholder', () => {
  const [line] = describe([anItem({ text: '{{client}}' })], {
    groupBy: 'entry',
    texts: { entry: '{{notes}} ' },
  })
  expect(line).toBe('{{client}}')
})

test.each([
  ['{{project}} · {{task}} · {{person}}', { project: 'A', person: 'B' }, 'A · B'],
  ['{{project}} · {{task}}', { task: 'B' }, 'B'],
  ['{{project}} ({{task}})', { project: 'A' }, 'A'],
  ['{{project}}: {{notes}}', { project: 'A' }, 'A'],
  ['{{project}}\n{{notes}}', { project: 'A' }, 'A'],
  ['Work of {{date}}, by {{person}}.', { date: '1 May' }, 'Work of 1 May, by.'],
  ['{{ project }}', { project: 'A' }, 'A'],
])('%s without what is missing', (text, given, expected) => {
  expect(filledIn(text, { ...none, ...given })).toBe(expected)
})

test('what people registered stays as it is, whatever signs it has', () => {
  const signs = fc.string({
    unit: fc.constantFrom(' ', '·', '-', '/', '(', ')', '{', 'a'),
    minLength: 1,
  })
  const words = signs.filter((each) => each.trim() === each && !each.includes('{{'))
  fc.assert(
    fc.property(words, words, (project, notes) => {
      const values = { ...none, project, notes }
      expect(filledIn('{{project}} / {{task}} / {{notes}} ({{person}})', values)).toBe(
        `${project} / ${notes}`,
      )
    }),
  )
})

test('what means nothing is told, half a placeholder too', () => {
  expect(unknownLinePlaceholders('{{project}} {{invoice.number}} {{task')).toEqual([
    '{{invoice.number}}',
    '{{task',
  ])
  expect(unknownLinePlaceholders(linePlaceholders.map((each) => `{{${each}}}`).join(' '))).toEqual(
    [],
  )
})

function describe(
  items: BillableItem[],
  { groupBy, texts }: { groupBy: Parameters<typeof linesOf>[1]; texts: LineTexts },
): string[] {
  return linesOf(items, groupBy, undefined, lineWriter(texts, day)).map((line) => line.description)
}

function anItem(fields: Partial<BillableItem>): BillableItem {
  return {
    kind: 'time_entry',
    id: 'a',
    on: '2026-11-02',
    clientId: 'acme',
    clientName: 'Acme',
    projectId: 'website',
    projectName: 'Website',
    taskId: 'design',
    taskName: 'Design',
    memberId: 'ann',
    memberName: 'Ann',
    seconds: 3600,
    quantity: null,
    unitPrice: '100.0000',
    text: '',
    itemCode: null,
    vatRateId: 'high',
    vatPercentage: '21.00',
    ...fields,
  }
}
