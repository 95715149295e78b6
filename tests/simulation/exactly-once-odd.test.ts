import { testCompanies } from './company-seeds.ts'

testCompanies({ part: 1, parts: 2 })
