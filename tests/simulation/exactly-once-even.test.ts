import { testCompanies } from './company-seeds.ts'

testCompanies({ part: 0, parts: 2 })
