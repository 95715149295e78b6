import type { Transaction } from '#db/database.ts'
import type { TimeEntryValues } from '#db/time-entries.ts'
import { type RefusalCode, refusals } from '#domain/refusals.ts'
import type { Context } from '../context.ts'
import { Refused } from '../refuse.ts'
import { priceTimeEntries, type TimeEntryDraft } from './time-entries.ts'

export type CellProblem = { code: RefusalCode; message: string }

type Priced = { values: (TimeEntryValues | undefined)[]; problems: (CellProblem | undefined)[] }

/** Prices what can be written of these drafts, and says of each other one why not. Places without a draft stay empty. */
export async function priceAllThatCan(
  ctx: Context,
  tx: Transaction,
  drafts: readonly (TimeEntryDraft | undefined)[],
): Promise<Priced> {
  const values = drafts.map((): TimeEntryValues | undefined => undefined)
  const problems = drafts.map((): CellProblem | undefined => undefined)
  // Each round leaves out what was refused: at most as many rounds as there are drafts, nearly always one.
  for (;;) {
    const places = drafts.flatMap((draft, place) => (draft && !problems[place] ? [place] : []))
    if (places.length === 0) return { values, problems }
    const asked = places.flatMap((place) => drafts[place] ?? [])
    // A round needs to know what the one before it refused.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await priced(ctx, tx, asked)
    if ('values' in answer) {
      for (const [index, place] of places.entries()) values[place] = answer.values[index]
      return { values, problems }
    }
    for (const [index, problem] of answer.refused) problems[places[index] ?? 0] = problem
  }
}

// Pricing only reads: a refusal leaves the transaction as it was.
async function priced(ctx: Context, tx: Transaction, drafts: TimeEntryDraft[]) {
  try {
    return { values: await priceTimeEntries(ctx, tx, { drafts, fieldOf: String }) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const refused = new Map<number, CellProblem>()
    for (const { field, code, message } of error.particulars.errors ?? []) {
      refused.set(Number(field), { code, message: message || refusals[code].title })
    }
    if (refused.size === 0) throw error
    return { refused }
  }
}
