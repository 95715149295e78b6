import os from 'node:os'
import { benchExport } from './export-hours.ts'
import { benchImport } from './import-contacts.ts'
import type { Row } from './row.ts'
import { benchStart } from './start-up.ts'

const benches: Record<string, () => Promise<Row[]>> = {
  import: benchImport,
  export: benchExport,
  start: benchStart,
}

// npm run bench [-- import | export | start]
const asked = process.argv.slice(2)
const names = asked.length > 0 ? asked : Object.keys(benches)
console.log(
  `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
)
console.log('| What | Target | Measured |\n|---|---|---|')
for (const name of names) {
  const bench = benches[name]
  if (!bench)
    throw new Error(`There is no benchmark '${name}': use ${Object.keys(benches).join(', ')}`)
  for (const row of await bench()) console.log(`| ${row.what} | ${row.target} | ${row.measured} |`)
}
