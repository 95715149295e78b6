import { test } from 'vitest'
import { seedsOfThisRun } from './seeds.ts'
import { runTokens } from './tokens.ts'

// Whoever loses an answer or dies over a refresh: the connection to Xero is never lost, and a person never has to give it anew.
test.each(seedsOfThisRun({ part: 1, parts: 2 }))(
  'a connection is never lost (seed %i)',
  async (seed) => {
    await runTokens(seed)
  },
)
