#!/usr/bin/env node
// Plain JavaScript that any Node since 18 can read: below Node 24 the program itself, which is
// TypeScript, would die with "Unknown file extension". Here we find a Node that can run it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import nodeModule, { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const neededMajor = 24
const handedOver = 'HOURBOOK_HANDED_OVER'

if (majorOf(process.versions.node) >= neededMajor) await run()
else handOver()

async function run() {
  delete process.env[handedOver]
  nodeModule.enableCompileCache()
  const settings = fileURLToPath(new URL('../.env', import.meta.url))
  if (existsSync(settings)) process.loadEnvFile(settings)
  try {
    // The simulator needs no other packages, so it runs from a checkout where none are installed.
    if (process.argv[2] === 'simulator') return await import('../simulator/xero/main.ts')
    const { runCli } = await import('../src/main/cli.ts')
    process.exitCode = await runCli(process.argv.slice(2))
  } catch (error) {
    if (error?.name !== 'StartupProblem') throw error
    console.error(`\n${error.message}\n`)
    process.exitCode = 1
  }
}

function handOver() {
  const node = process.env[handedOver] ? undefined : findNode()
  if (!node) return explain()
  const script = fileURLToPath(import.meta.url)
  // The channel tells the child when we are gone, even when we were killed outright.
  const child = spawn(node, [...process.execArgv, script, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [handedOver]: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal))
  }
  child.on('error', explain)
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + os.constants.signals[signal] : (code ?? 1)
    process.removeAllListeners()
  })
}

/** The pinned Node that `npm ci` put beside the other packages, if it starts here. */
function findNode() {
  const require = createRequire(import.meta.url)
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  try {
    const manifest = require.resolve(`node-${platform}-${process.arch}/package.json`)
    const node = path.join(path.dirname(manifest), 'bin', file)
    if (!existsSync(node)) return undefined
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
    return majorOf(stdout?.replace(/^v/, '')) >= neededMajor ? node : undefined
  } catch {
    return undefined
  }
}

function explain() {
  console.error(
    `Hourbook needs Node ${neededMajor} or newer; this is ${process.version}.\n` +
      'Run "npm ci" in its folder: that brings a fitting Node for Linux and Windows.\n' +
      `Elsewhere, install Node ${neededMajor} from https://nodejs.org and try again.`,
  )
  process.exitCode = 1
}

function majorOf(version) {
  return Number.parseInt(version ?? '', 10)
}
