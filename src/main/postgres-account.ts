import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { StartupProblem } from './startup-problem.ts'

const nobody = 65534
const root = 0

/** Under which account PostgreSQL runs, and what that asks of its files. */
export type Account = {
  spawnOptions: { uid?: number; gid?: number }
  command(file: string, args: string[]): [string, string[]]
  own(path: string): void
}

const asOurselves: Account = {
  spawnOptions: {},
  command: (file, args) => [file, args],
  own: () => {},
}

const asNobody: Account = {
  spawnOptions: { uid: nobody, gid: nobody },
  command: (file, args) => [file, args],
  own: (file) => fs.chownSync(file, nobody, nobody),
}

/** Still root's files, but PostgreSQL, which refuses to run as root, sees another user's number. */
const inUserNamespace: Account = {
  spawnOptions: {},
  command: (file, args) => [
    'unshare',
    ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--', file, ...args],
  ],
  own: (file) => fs.chownSync(file, root, root),
}

/** Chooses the account for a data folder and makes an existing folder belong to it. */
export function accountFor(dataDir: string, postgresFile: string): Account {
  const owner = fs.statSync(dataDir, { throwIfNoEntry: false })?.uid
  const ourselves = process.getuid?.()
  if (ourselves === undefined) return asOurselves
  if (ourselves !== root) {
    if (owner !== undefined && owner !== ourselves) refuseForeignFolder(dataDir, owner)
    return asOurselves
  }
  if (owner !== undefined && owner !== root && owner !== nobody) refuseForeignFolder(dataDir, owner)
  const account = accountOfRoot(dataDir, postgresFile)
  const wanted = account === asNobody ? nobody : root
  if (owner !== undefined && owner !== wanted) ownTree(account, dataDir)
  return account
}

function accountOfRoot(dataDir: string, postgresFile: string): Account {
  const runs = (account: Account) => {
    const [command, args] = account.command(postgresFile, ['--version'])
    return spawnSync(command, args, { ...account.spawnOptions, cwd: '/' }).status === 0
  }
  if (nobodyReaches(path.dirname(dataDir)) && runs(asNobody)) return asNobody
  if (runs(inUserNamespace)) return inUserNamespace
  throw new StartupProblem(
    'PostgreSQL refuses to run as root, and no other account can reach this folder. Run Hourbook ' +
      'as an ordinary user, move it out of a private folder, or set DATABASE_URL.',
  )
}

function nobodyReaches(folder: string): boolean {
  const { uid, gid } = { uid: nobody, gid: nobody }
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { uid, gid, cwd: '/' }).status === 0
}

function ownTree(account: Account, folder: string): void {
  account.own(folder)
  for (const each of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    account.own(path.join(folder, each))
  }
  account.own(`${folder}.password`)
}

function refuseForeignFolder(dataDir: string, owner: number): never {
  const who = owner === nobody || owner === root ? 'root' : `the user with the number ${owner}`
  throw new StartupProblem(
    `The database in ${dataDir} was made when Hourbook ran as ${who}. Run it as that user again, ` +
      `hand the folder over (chown -R <user> "${path.dirname(dataDir)}"), or keep a separate one ` +
      'with HOURBOOK_DATA_DIR=<folder>.',
  )
}
