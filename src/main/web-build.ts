import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { projectDir } from './project-dir.ts'
import { StartupProblem } from './startup-problem.ts'

const outDir = path.join(projectDir, 'dist', 'web')
const markFile = path.join(outDir, '.built')
const sources = [
  'src/web',
  'src/client',
  'src/domain',
  'src/lib',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
]

/** True when the web app on disk is the one the sources describe. */
export function isWebBuilt(): boolean {
  return fs.existsSync(markFile) && fs.readFileSync(markFile, 'utf8') === hashSources()
}

/** Builds the web app into dist/web. */
export async function buildWeb({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
  const hash = hashSources() // taken before, so that an edit during the build makes it stale
  fs.rmSync(markFile, { force: true })
  const { code, output } = await runVite(['build', '--logLevel', 'warn'], signal)
  if (code !== 0) throw new StartupProblem(`The web app cannot be built:\n${output}`)
  fs.writeFileSync(markFile, hash)
}

async function runVite(args: string[], signal?: AbortSignal) {
  const vite = path.join(projectDir, 'node_modules', 'vite', 'bin', 'vite.js')
  if (!fs.existsSync(vite)) {
    throw new StartupProblem(
      'The web app is not built, and its build tool is not installed. Run "npm ci" with the ' +
        'development dependencies, or copy dist/web from a machine that has them.',
    )
  }
  const child = spawn(process.execPath, [vite, ...args], {
    cwd: projectDir,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal ? { signal } : {}),
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  return await new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

function hashSources(): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesOf).toSorted()) {
    if (/\.test\.tsx?$/.test(file)) continue
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(projectDir, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesOf(source: string): string[] {
  const full = path.join(projectDir, source)
  const stat = fs.statSync(full, { throwIfNoEntry: false })
  if (!stat) return []
  if (!stat.isDirectory()) return [source]
  return fs
    .readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.relative(projectDir, path.join(each.parentPath, each.name)))
}
