import { test } from 'vitest'
import { runSeed, seedsOf } from './seeds.ts'

// The promise to an accountant: whatever the network does and whoever dies, what was promised is in Xero
// exactly once, to the cent, or was refused. Never none, never two.
test.skipIf(seedsOf({ part: 1, parts: 2 }).length === 0).each(seedsOf({ part: 1, parts: 2 }))(
  'what is promised reaches Xero exactly once (seed %i)',
  async (seed) => {
    await runSeed(seed)
  },
)
