import { test } from 'vitest'
import { randomFrom } from '#tests/support/random.ts'
import { createWorld } from '#tests/support/world.ts'
import { expectFollowed, liveOn } from './afterwards.ts'
import { promiseMuch } from './a-company.ts'
import { bringMisfortune } from './misfortune.ts'
import { expectPromisesKept } from './promises.ts'
import { workUntilDone } from './workers.ts'

/** One test for each seed of the share of a file; files run side by side. */
export function testSeeds(share: { part: number; parts: number }): void {
  const seeds = seedsOfThisRun(share)
  if (seeds.length === 0) test.skip('no seed of this run is for this file', () => {})
  // The promise to an accountant: whatever the network does and whoever dies, what was promised is in Xero
  // exactly once, to the cent, or was refused. Never none, never two.
  test.each(seeds)('what is promised reaches Xero exactly once (seed %i)', async (seed) => {
    await runSeed(seed)
  })
}

/** SEED=7 replays one, SEEDS=1000 takes that many; `part` of `parts` is told to whoever takes a share. */
export function seedsOfThisRun({ part, parts } = { part: 0, parts: 1 }): number[] {
  const only = process.env['SEED']
  const count = Number(process.env['SEEDS'] ?? 100)
  const seeds = only ? [Number(only)] : Array.from({ length: count }, (_, index) => index + 1)
  return seeds.filter((seed) => seed % parts === part)
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
