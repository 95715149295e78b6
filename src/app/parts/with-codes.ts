import type { XeroConnection } from '#db/xero-connections.ts'
import type { Codes } from '#domain/export-plan.ts'
import type { Context } from '../context.ts'
import { readCodes } from './plan-export.ts'

class StaleCodes extends Error {
  override name = 'StaleCodes'
}

/** Ends the work, to be done once more with codes that are read anew. Does nothing when they are. */
export type AskFresh = () => void

/**
 * Works with the codes of the administration as remembered; once more with fresh ones where the work asks for it, since
 * what it misses may have been added in Xero a moment ago.
 */
export async function withCodes<Value>(
  ctx: Context,
  connection: XeroConnection,
  work: (codes: Codes, askFresh: AskFresh) => Promise<Value>,
): Promise<Value> {
  return await withFreshAgain(async (isFresh, askFresh) => {
    return await work(await readCodes(ctx, connection, { isFresh }), askFresh)
  })
}

/** Works with what is remembered; once more with what is read anew, where the work asks for it. */
export async function withFreshAgain<Value>(
  work: (isFresh: boolean, askFresh: AskFresh) => Promise<Value>,
): Promise<Value> {
  try {
    return await work(false, () => {
      throw new StaleCodes()
    })
  } catch (error) {
    if (!(error instanceof StaleCodes)) throw error
    return await work(true, () => {})
  }
}
