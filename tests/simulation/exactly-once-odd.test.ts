import { testSeeds } from './seeds.ts'

testSeeds({ part: 1, parts: 2 })
