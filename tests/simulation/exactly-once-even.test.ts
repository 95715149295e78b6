import { testSeeds } from './seeds.ts'

testSeeds({ part: 0, parts: 2 })
