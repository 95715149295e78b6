import { test } from 'vitest'
import { runImports } from './imports.ts'
import { seedsOfThisRun } from './seeds.ts'

// Whatever the network does, whoever dies and whatever people do meanwhile: each contact becomes one client, and the next
// import finds nothing to do.
test.each(seedsOfThisRun({ part: 0, parts: 2 }))(
  'contacts become clients, each one (seed %i)',
  async (seed) => {
    await runImports(seed)
  },
)
