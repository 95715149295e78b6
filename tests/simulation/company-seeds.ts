import { randomFrom } from '#tests/support/random.ts'
import { createWorld } from '#tests/support/world.ts'
import { promiseMuch } from './a-company.ts'
import { expectFollowed, liveOn } from './afterwards.ts'
import { bringMisfortune } from './misfortune.ts'
import { expectPromisesKept } from './promises.ts'
import { testSeeds } from './seeds.ts'
import { workUntilDone } from './workers.ts'

// The promise to an accountant: whatever the network does and whoever dies, what was promised is in Xero
// exactly once, to the cent, or was refused. Never none, never two.
export const testCompanies = (share: { part: number; parts: number }): void =>
  testSeeds('what is promised reaches Xero exactly once', runCompany, share)

/** One company's work with the misfortune of one seed, up to the moment when all promises must be kept. */
async function runCompany(seed: number): Promise<void> {
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
