import { test } from 'vitest'

type Share = { part: number; parts: number }

/** One test for each seed of the share of a file; files run side by side. */
export function testSeeds(
  promise: string,
  run: (seed: number) => Promise<void>,
  share: Share = { part: 0, parts: 1 },
): void {
  const seeds = seedsOfThisRun().filter((seed) => seed % share.parts === share.part)
  if (seeds.length === 0) test.skip('no seed of this run is for this file', () => {})
  test.each(seeds)(`${promise} (seed %i)`, run)
}

/** SEED=7 replays one, SEEDS=1000 takes that many. */
function seedsOfThisRun(): number[] {
  const only = process.env['SEED']
  const count = Number(process.env['SEEDS'] ?? 100)
  return only ? [Number(only)] : Array.from({ length: count }, (_, index) => index + 1)
}
