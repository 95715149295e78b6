import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export const projectDir = path.resolve(import.meta.dirname, '..')

/** Runs a tool of node_modules with our own Node and answers its exit code. */
export async function runTool(script, args, { env = {} } = {}) {
  const child = spawn(process.execPath, [path.join('node_modules', script), ...args], {
    cwd: projectDir,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  const passOn = () => child.kill('SIGTERM')
  process.on('SIGTERM', passOn)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) => resolve(signal ? 1 : code))
    })
  } finally {
    process.off('SIGTERM', passOn)
  }
}

/** The same, with what it printed instead of printing it. */
export async function runToolQuietly(script, args) {
  const child = spawn(process.execPath, [path.join('node_modules', script), ...args], {
    cwd: projectDir,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text))
  }
  return await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** Runs Vitest and counts; a file that does not load counts as one failure. */
export async function runVitest(args = []) {
  return await withReport(async (report) => {
    const code = await runTool('vitest/vitest.mjs', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ])
    const { testResults = [] } = readReport(report)
    const statuses = testResults.flatMap(({ status, assertionResults }) => {
      const own = assertionResults.map((each) => each.status)
      return status === 'failed' && !own.includes('failed') ? [...own, 'failed'] : own
    })
    const count = (...wanted) => statuses.filter((each) => wanted.includes(each)).length
    return tally(code, {
      passed: count('passed'),
      failed: count('failed'),
      skipped: count('skipped', 'pending', 'todo', 'disabled'),
    })
  })
}

/** Runs the journeys in the browser and counts. */
export async function runJourneys(args = []) {
  return await withReport(async (report) => {
    const code = await runTool(
      '@playwright/test/cli.js',
      ['test', '--reporter=line,json', ...args],
      { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
    )
    const { stats = {} } = readReport(report)
    return tally(code, {
      passed: stats.expected ?? 0,
      secondTime: stats.flaky ?? 0,
      failed: stats.unexpected ?? 0,
      skipped: stats.skipped ?? 0,
    })
  })
}

/** A runner that fails without a failed test has failed all the same. */
function tally(code, counts) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

async function withReport(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hourbook-report-'))
  try {
    return await work(path.join(folder, 'report.json'))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function readReport(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {}
}
