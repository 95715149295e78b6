import type { Call } from './call.ts'
import { fold } from './fold.ts'
import { listIn, textIn, type Input } from './input.ts'
import type { LineTracking, Organisation } from './records.ts'

/** Tracking of a line, matched by ids or by names; at most two. */
export function trackingFrom(call: Call, line: Input, errors: string[]): LineTracking[] {
  const inputs = listIn(line, 'Tracking') ?? []
  if (inputs.length > 2) errors.push('A line item can have at most 2 tracking categories.')
  return inputs.flatMap((input) => {
    const found = optionFor(call.organisation, input)
    if (!found && call.world.switches.unknownTrackingName === 'refuse') {
      const name = textIn(input, 'Name') ?? textIn(input, 'TrackingCategoryID') ?? ''
      const option = textIn(input, 'Option') ?? textIn(input, 'TrackingOptionID') ?? ''
      errors.push(`The tracking category '${name}' with option '${option}' does not exist.`)
    }
    return found ? [found] : []
  })
}

function optionFor(organisation: Organisation, input: Input): LineTracking | undefined {
  const categoryId = textIn(input, 'TrackingCategoryID')
  const optionId = textIn(input, 'TrackingOptionID')
  const [name, option] = [textIn(input, 'Name'), textIn(input, 'Option')]
  for (const category of organisation.trackingCategories.values()) {
    const isMeant = categoryId
      ? category.id === categoryId
      : fold(category.name) === fold(name ?? '')
    if (!isMeant || category.status !== 'ACTIVE') continue
    const chosen = category.options.find((each) =>
      optionId ? each.id === optionId : fold(each.name) === fold(option ?? ''),
    )
    if (chosen?.status === 'ACTIVE') return { categoryId: category.id, optionId: chosen.id }
  }
  return undefined
}

export function trackingJson(organisation: Organisation, tracking: readonly LineTracking[]) {
  if (tracking.length === 0) return []
  return tracking.flatMap(({ categoryId, optionId }) => {
    const category = organisation.trackingCategories.get(categoryId)
    const option = category?.options.find((each) => each.id === optionId)
    if (!category || !option) return []
    return [
      {
        Name: category.name,
        Option: option.name,
        TrackingCategoryID: category.id,
        TrackingOptionID: option.id,
      },
    ]
  })
}
