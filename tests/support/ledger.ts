import { verifyLedger } from '#main/verify-ledger.ts'
import { expect } from 'vitest'
import type { World } from './world.ts'

/** Proves the ledger of the whole database, as the command does. */
export async function expectLedgerHolds({ db }: Pick<World, 'db'>): Promise<void> {
  const said: string[] = []
  const code = await verifyLedger(db, { say: (line) => said.push(line) })
  expect(said.filter((line) => line.includes('✗'))).toEqual([])
  expect(code).toBe(0)
}
