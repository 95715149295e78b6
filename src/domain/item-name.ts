import { say } from './words/say.ts'
import type { BillableItem, ItemKind } from './billable-item.ts'

const words: Record<ItemKind, (about: string) => string> = {
  time_entry: (about) => say('time entry of {{about}}', { about }),
  expense: (about) => say('expense of {{about}}', { about }),
  mileage: (about) => say('mileage of {{about}}', { about }),
  instalment: (about) => say('part of a fixed price of {{about}}', { about }),
  subscription_period: (about) => say('subscription period of {{about}}', { about }),
}

const longestText = 60

type Named = Pick<BillableItem, 'kind' | 'on' | 'projectName' | 'memberName' | 'text'>

/** What people know an item by: its day, project and person, and what was written about it. No id. */
export function nameOfItem({ kind, on, projectName, memberName, text }: Named): string {
  const about = [on, projectName, memberName].filter(Boolean).join(', ')
  const [firstLine = ''] = text.trim().split('\n')
  const short =
    firstLine.length > longestText ? `${firstLine.slice(0, longestText).trim()}…` : firstLine
  return words[kind](`${about}${short ? ` (“${short}”)` : ''}`)
}
