import { runImports } from './imports.ts'
import { testSeeds } from './seeds.ts'

// Whatever the network does, whoever dies and whatever people do meanwhile: each contact becomes one client, and the next
// import finds nothing to do.
testSeeds('contacts become clients, each one', runImports, { part: 0, parts: 2 })
