import { type RefusalCode, refusals } from '#domain/refusals.ts'
import { Refused } from '../refuse.ts'
import type { FieldOf } from './item-errors.ts'

export type FieldProblem = { field: string; code: RefusalCode; message: string }

type Outcome<Values> = {
  values: (Values | undefined)[]
  problems: (FieldProblem[] | undefined)[]
}

/** Does what can be done of these drafts, and says of each other one why not. Places without a draft stay empty. */
export async function allThatCan<Draft, Values>(
  drafts: readonly (Draft | undefined)[],
  work: (asked: Draft[], fieldOf: FieldOf) => Promise<Values[]>,
): Promise<Outcome<Values>> {
  const values = drafts.map((): Values | undefined => undefined)
  const problems = drafts.map((): FieldProblem[] | undefined => undefined)
  // Each round leaves out what was refused: at most as many rounds as there are drafts, nearly always one.
  for (;;) {
    const places = drafts.flatMap((draft, place) => (draft && !problems[place] ? [place] : []))
    if (places.length === 0) return { values, problems }
    const asked = places.flatMap((place) => drafts[place] ?? [])
    // A round needs to know what the one before it refused.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await outcomeOf(() => work(asked, (index, name) => `${index} ${name}`))
    if ('values' in answer) {
      for (const [index, place] of places.entries()) values[place] = answer.values[index]
      return { values, problems }
    }
    for (const [index, found] of answer.refused) problems[places[index] ?? 0] = found
  }
}

// Such work only reads: a refusal leaves the transaction as it was.
async function outcomeOf<Values>(work: () => Promise<Values[]>) {
  try {
    return { values: await work() }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const refused = new Map<number, FieldProblem[]>()
    for (const { field: place, code, message } of error.particulars.errors ?? []) {
      const [index = '', field = ''] = place.split(' ')
      const problem = { field, code, message: message || refusals[code].title }
      refused.set(Number(index), [...(refused.get(Number(index)) ?? []), problem])
    }
    if (refused.size === 0) throw error
    return { refused }
  }
}
