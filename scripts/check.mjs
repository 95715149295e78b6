// npm run check [-- --no-tests | --sizes]: everything a change must satisfy, the quickest first.
import './needs-node-24.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { projectDir, runTool, runToolQuietly, runVitest } from './steps.mjs'

const fewestModules = 100
const generated = ['openapi.json', 'src/client/openapi.ts']

const steps = [
  ['format', async () => await runTool('oxfmt/bin/oxfmt', ['--check'])],
  ['types', async () => await runTool('tsc7/bin/tsc', ['-p', '.', '--noEmit'])],
  ['lint', async () => await runTool('oxlint/bin/oxlint', ['--type-aware'])],
  ['doors', async () => await checkDoors()],
  ['dead code', async () => await runTool('knip/bin/knip.js', [])],
  ['tests', async () => (await runVitest()).failed],
  ['API document', async () => await checkApiDocument()],
]

/** With a TypeScript it does not know, the cruiser sees nothing and is content: so we count. */
async function checkDoors() {
  const folders = ['src', 'simulator', 'tests', 'bench'].filter((each) => fs.existsSync(each))
  const { code, output } = await runToolQuietly('dependency-cruiser/bin/dependency-cruiser.mjs', [
    '--config',
    '.dependency-cruiser.cjs',
    ...folders,
  ])
  console.log(output.trim())
  const modules = Number(/(\d+) modules/.exec(output)?.[1] ?? 0)
  if (modules < fewestModules) console.error(`It saw only ${modules} modules`)
  return modules < fewestModules ? 1 : code
}

/** What is committed must be what the routes generate. */
async function checkApiDocument() {
  const read = () => generated.map((file) => fs.readFileSync(path.join(projectDir, file), 'utf8'))
  const before = read()
  const code =
    (await runTool('../src/main/write-openapi.ts', [])) ||
    (await runTool('openapi-typescript/bin/cli.js', [generated[0], '-o', generated[1]]))
  if (code !== 0) return code
  const stale = generated.filter((_, index) => read()[index] !== before[index])
  if (stale.length > 0) console.error(`Brought up to date, commit it: ${stale.join(', ')}`)
  return stale.length
}

process.chdir(projectDir)
if (process.argv.includes('--sizes')) {
  const { printSizes } = await import('./sizes.mjs')
  printSizes()
} else {
  const chosen = process.argv.includes('--no-tests')
    ? steps.filter(([name]) => name !== 'tests')
    : steps
  const startedAt = Date.now()
  for (const [name, run] of chosen) {
    const stepStartedAt = Date.now()
    console.log(`\n▸ ${name}`)
    if ((await run()) !== 0) {
      console.error(`\n✗ ${name} failed`)
      process.exit(1)
    }
    console.log(`✓ ${name} (${seconds(stepStartedAt)})`)
  }
  console.log(`\nAll ${chosen.length} checks passed (${seconds(startedAt)})`)
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}
