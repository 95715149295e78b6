import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

// npm run simulate -- --seeds 1000     many seeds
// npm run simulate -- --seed 7         one seed again
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, seed: { type: 'string' } },
})
// A seed that does not end says so itself; a machine that is busy for an hour may be slow.
const tenMinutes = '--test-timeout=600000'
const ended = spawnSync('npx', ['vitest', 'run', '--project', 'simulation', tenMinutes], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, SEEDS: values.seeds, ...(values.seed && { SEED: values.seed }) },
})
process.exit(ended.status ?? 1)
