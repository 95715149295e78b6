import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

// npm run simulate -- --seeds 1000     many seeds
// npm run simulate -- --seed 7         one seed again
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, seed: { type: 'string' } },
})
const ended = spawnSync('npx', ['vitest', 'run', '--project', 'simulation'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, SEEDS: values.seeds, ...(values.seed && { SEED: values.seed }) },
})
process.exit(ended.status ?? 1)
