import { allow } from '#app/allow.ts'
import { beginImport } from '#app/parts/begin-import.ts'
import { type Context, inTransaction } from '#app/context.ts'
import {
  listNightlyCandidates,
  type NightlyCandidate,
  setNightStarted,
} from '#db/xero-connections.ts'
import { nightDue } from '#domain/night.ts'

/** Starts the import of every workspace whose night it is and that was not started tonight. Safe to run at any time. */
export async function startNightlyImports(ctx: Context): Promise<void> {
  allow(ctx, 'xero:import')
  const now = ctx.clock.now()
  for (const candidate of await listNightlyCandidates(ctx.db)) {
    const startedOn = nightDue(candidate, now)
    if (startedOn === null) continue
    await startOne({ ...ctx, workspaceId: candidate.workspaceId }, { candidate, startedOn })
  }
}

async function startOne(
  ctx: Context,
  { candidate, startedOn }: { candidate: NightlyCandidate; startedOn: string },
): Promise<void> {
  const { workspaceId } = ctx
  const { connectionId, nightlyImport: mode, lastStartedOn } = candidate
  await inTransaction(ctx, async (tx) => {
    const night = { workspaceId, connectionId, startedOn, insteadOf: lastStartedOn }
    if (!(await setNightStarted(tx, night))) return
    const begun = await beginImport(ctx, tx, { connectionId, trigger: 'night', mode })
    if (begun) return
    // One that is at work must end first: the night is given back, and the next round tries again.
    await setNightStarted(tx, { ...night, startedOn: lastStartedOn, insteadOf: startedOn })
  })
}
