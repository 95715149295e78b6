import type { Database } from '#db/database.ts'
import type { Random } from '#tests/support/random.ts'
import { Killed } from './misfortune.ts'

/**
 * The database as a process sees it that is killed before a statement it cannot foresee: what it had not committed is undone,
 * and it says nothing any more.
 */
export function mortal(db: Database, random: Random, probability: number): Database {
  if (!random.chance(probability)) return db
  let left = random.between(1, longestLife)
  return db.withPlugin({
    transformQuery({ node }) {
      left -= 1
      if (left < 0) throw new Killed()
      return node
    },
    transformResult: async ({ result }) => result,
  })
}

const longestLife = 60
