import { testSeeds } from './seeds.ts'
import { runTokens } from './tokens.ts'

// Whoever loses an answer or dies over a refresh: the connection to Xero is never lost, and a person never has to give it anew.
testSeeds('a connection is never lost', runTokens, { part: 1, parts: 2 })
