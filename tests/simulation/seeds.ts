import { test } from 'vitest'
import { randomFrom } from '#tests/support/random.ts'
import { createWorld } from '#tests/support/world.ts'
import { expectFollowed, liveOn } from './afterwards.ts'
import { promiseMuch } from './a-company.ts'
import { bringMisfortune } from './misfortune.ts'
import { expectPromisesKept } from './promises.ts'
import { workUntilDone } from './workers.ts'

/**
 * One test for each seed. SEED=7 replays one, SEEDS=1000 takes that many; `part` of `parts` files takes its share, so that
 * they run side by side.
 */
export function testSeeds({ part, parts }: { part: number; parts: number }): void {
  const seeds = seedsOfThisRun().filter((seed) => seed % parts === part)
  if (seeds.length === 0) test.skip('no seed of this run is for this file', () => {})
  // The promise to an accountant: whatever the network does and whoever dies, what was promised is in Xero
  // exactly once, to the cent, or was refused. Never none, never two.
  test.each(seeds)('what is promised reaches Xero exactly once (seed %i)', async (seed) => {
    await runSeed(seed)
  })
}

function seedsOfThisRun(): number[] {
  const only = process.env['SEED']
  if (only) return [Number(only)]
  const count = Number(process.env['SEEDS'] ?? 100)
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** One company's work with the misfortune of one seed, up to the moment when all promises must be kept. */
async function runSeed(seed: number): Promise<void> {
  await using world = await createWorld()
  const random = randomFrom(seed)
  await promiseMuch(world, random)
  bringMisfortune(world, random)
  const workers = random.between(1, 3)
  const bad = random.pick([0, 0.15, 0.3, 0.4])
  await workUntilDone(world, random, { workers, bad })
  await expectPromisesKept(world)
  bringMisfortune(world, random)
  await liveOn(world, random, { workers, bad })
  await expectFollowed(world)
}
