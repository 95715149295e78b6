import { benchExport as a } from './export-hours.ts'
import { benchExport as b } from './zz-export-entry.ts'
console.log(await a()); console.log(await b())
