import { expect, test } from 'vitest'
import { nameOfItem } from './item-name.ts'

const hour = {
  kind: 'time_entry',
  on: '2026-11-16',
  projectName: 'Website',
  memberName: 'Olga Owner',
  text: '',
} as const

test('an item is named by what people know of it', () => {
  expect(nameOfItem(hour)).toBe('time entry of 2026-11-16, Website, Olga Owner')
  expect(nameOfItem({ ...hour, text: 'Design review\nwith Anna' })).toBe(
    'time entry of 2026-11-16, Website, Olga Owner (“Design review”)',
  )
  expect(nameOfItem({ ...hour, text: 'x'.repeat(61) })).toContain(`(“${'x'.repeat(60)}…”)`)
  const part = { ...hour, kind: 'instalment', on: '', memberName: null, text: '50 %' } as const
  expect(nameOfItem(part)).toBe('part of a fixed price of Website (“50 %”)')
})
