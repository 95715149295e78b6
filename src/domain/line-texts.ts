import type { BillableItem } from './billable-item.ts'
import { lineGroupings, type LineGrouping } from './document-lines.ts'
import { fillPlaceholders, placeholdersOtherThan } from './placeholders.ts'

/** What has a text of its own: hours by how they are grouped, expenses and mileages however they are. */
export const lineTextNames = [...lineGroupings, 'expense', 'mileage'] as const
export type LineTextName = (typeof lineTextNames)[number]
/** What lines say where a workspace says it otherwise than Hourbook. */
export type LineTexts = Partial<Record<LineTextName, string>>

export const linePlaceholders = [
  'client',
  'project',
  'task',
  'person',
  'date',
  'notes',
  'product',
  'route',
] as const
export type LinePlaceholder = (typeof linePlaceholders)[number]

/** The placeholders of a text that mean nothing on a line. */
export function unknownLinePlaceholders(text: string): string[] {
  return placeholdersOtherThan(linePlaceholders, text)
}

/** What a line of these items says; null where the workspace leaves it to Hourbook. */
export type LineWriter = (items: readonly BillableItem[], groupBy: LineGrouping) => string | null

/** Writes lines as a workspace wants them; undefined when it wants none otherwise. Days are written by `day`. */
export function lineWriter(
  texts: LineTexts,
  day: (isoDay: string) => string,
): LineWriter | undefined {
  if (Object.values(texts).every((text) => !text)) return undefined
  return (items, groupBy) => {
    const [first] = items
    const name = first && textName(first, groupBy)
    const text = name && texts[name]
    return (text && filledIn(text, valuesOf(items, day))) || null
  }
}

function textName({ kind }: BillableItem, groupBy: LineGrouping): LineTextName | undefined {
  if (kind === 'time_entry') return groupBy
  return kind === 'expense' || kind === 'mileage' ? kind : undefined
}

/** What is the same for all items of a line is told; of days the first and the last, of notes each once. */
function valuesOf(
  items: readonly BillableItem[],
  day: (isoDay: string) => string,
): Record<LinePlaceholder, string> {
  const all = (valueOf: (item: BillableItem) => string | null) => [
    ...new Set(items.map((item) => valueOf(item)?.trim()).filter((value) => value !== undefined)),
  ]
  const same = (valueOf: (item: BillableItem) => string | null) => {
    const [value = '', ...others] = all(valueOf)
    return others.length > 0 ? '' : value
  }
  const days = all((item) => item.on).toSorted()
  const texts = all((item) => item.text).filter(Boolean)
  const [first] = items
  const isOf = (kind: BillableItem['kind']) => first?.kind === kind
  return {
    client: same((item) => item.clientName),
    project: same((item) => item.projectName),
    task: isOf('time_entry') ? same((item) => item.taskName) : '',
    person: same((item) => item.memberName),
    date: [days[0], days.at(-1)]
      .filter((each, index, [start]) => each !== undefined && (index === 0 || each !== start))
      .map((each) => day(each ?? ''))
      .join(' – '),
    notes: isOf('mileage') ? '' : texts.join('; '),
    product: isOf('expense') ? same((item) => item.taskName) : '',
    route: isOf('mileage') ? same((item) => item.text) : '',
  }
}

const nothing = '\u0000'
const space = String.raw`[^\S\n]*`
const separator = String.raw`[·•|/,;:–—-]`
const inBrackets = new RegExp(String.raw`[(\[]${space}${nothing}${space}[)\]]`, 'g')
const behindSeparator = new RegExp(`${space}${separator}?${space}${nothing}`, 'g')
const beforeSeparator = new RegExp(`^${space}${nothing}+${space}${separator}*${space}`)

/** Fills in a text; with what has no value goes what separates it: 'Website ·  · Ann' is 'Website · Ann'. */
export function filledIn(text: string, values: Record<LinePlaceholder, string>): string {
  const valueOf = (name: string) => {
    const known = linePlaceholders.find((each) => each === name)
    return known && values[known].trim()
  }
  // What people registered is filled in last: its own signs stay.
  const rest = fillPlaceholders(text.replaceAll(nothing, ''), (name) =>
    valueOf(name) === '' ? nothing : undefined,
  )
    .replaceAll(inBrackets, nothing)
    .replaceAll(behindSeparator, nothing)
    .split('\n')
    .map((line) => line.replace(beforeSeparator, '').replaceAll(nothing, ''))
  const hadWords = text.split('\n')
  const kept = rest.filter((line, index) => line.trim() !== '' || hadWords[index]?.trim() === '')
  return fillPlaceholders(kept.join('\n').trim(), valueOf)
}
