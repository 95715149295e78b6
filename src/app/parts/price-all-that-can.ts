import type { Transaction } from '#db/database.ts'
import type { TimeEntryValues } from '#db/time-entries.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { Context } from '../context.ts'
import { allThatCan } from './all-that-can.ts'
import { priceTimeEntries, type TimeEntryDraft } from './time-entries.ts'

export type CellProblem = { code: RefusalCode; message: string }

type Priced = { values: (TimeEntryValues | undefined)[]; problems: (CellProblem | undefined)[] }

/** Prices what can be written of these drafts, and says of each other one why not. Places without a draft stay empty. */
export async function priceAllThatCan(
  ctx: Context,
  tx: Transaction,
  drafts: readonly (TimeEntryDraft | undefined)[],
): Promise<Priced> {
  const { values, problems } = await allThatCan(
    drafts,
    async (asked, fieldOf) => await priceTimeEntries(ctx, tx, { drafts: asked, fieldOf }),
  )
  return { values, problems: problems.map((found) => found?.at(-1)) }
}
