import type { BillableItem, ItemKind } from './billable-item.ts'

const words: Record<ItemKind, string> = {
  time_entry: 'time entry',
  expense: 'expense',
  mileage: 'mileage',
  instalment: 'part of a fixed price',
  subscription_period: 'subscription period',
}

const longestText = 60

type Named = Pick<BillableItem, 'kind' | 'on' | 'projectName' | 'memberName' | 'text'>

/** What people know an item by: its day, project and person, and what was written about it. No id. */
export function nameOfItem({ kind, on, projectName, memberName, text }: Named): string {
  const about = [on, projectName, memberName].filter(Boolean).join(', ')
  const [firstLine = ''] = text.trim().split('\n')
  const short =
    firstLine.length > longestText ? `${firstLine.slice(0, longestText).trim()}…` : firstLine
  return `${words[kind]} of ${about}${short ? ` (“${short}”)` : ''}`
}
