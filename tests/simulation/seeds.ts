import { randomFrom } from '#tests/support/random.ts'
import { createWorld } from '#tests/support/world.ts'
import { promiseMuch } from './a-company.ts'
import { bringMisfortune } from './misfortune.ts'
import { expectPromisesKept } from './promises.ts'
import { workUntilDone } from './workers.ts'

/** The seeds of this run: SEED=7 replays one, SEEDS=1000 takes many. `part` of `parts` files runs its share of them. */
export function seedsOf({ part, parts }: { part: number; parts: number }): number[] {
  const only = process.env['SEED']
  if (only !== undefined && only !== '') return part === 0 ? [Number(only)] : []
  const count = Number(process.env['SEEDS'] ?? 100)
  const all = Array.from({ length: count }, (_, index) => index + 1)
  return all.filter((seed) => seed % parts === part)
}

/** One company's work with the misfortune of one seed, up to the moment when all promises must be kept. */
export async function runSeed(seed: number): Promise<void> {
  await using world = await createWorld()
  const random = randomFrom(seed)
  await promiseMuch(world, random)
  bringMisfortune(world, random)
  const workers = random.between(1, 3)
  const bad = random.pick([0, 0.1, 0.3, 0.5])
  await workUntilDone(world, random, { workers, bad })
  await expectPromisesKept(world)
}
