import { hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Sealer } from '#app/ports/sealer.ts'
import { createSealer } from '#xero/sealer.ts'
import type { Config } from './config.ts'

export type Secrets = readonly [string, ...string[]]
type Kept = Pick<Config, 'dataDir' | 'secretKey' | 'oldSecretKeys'>

/**
 * The secrets of the installation, outside the database: the one in use, then those it replaced, which still open what they
 * sealed. From the environment, else from a file that is made once.
 */
export async function secretsOf(config: Kept): Promise<Secrets> {
  if (config.secretKey) return [config.secretKey, ...config.oldSecretKeys]
  const file = fileOf(config)
  await mkdir(config.dataDir, { recursive: true })
  try {
    // 'wx' fails when another process was first; both then read the same key.
    await writeFile(file, `${newSecret()}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return secretsIn(file)
}

/** Puts secrets into the file, all at once. */
export function keepSecrets(config: Kept, secrets: Secrets): void {
  const file = fileOf(config)
  const draft = `${file}.new`
  writeFileSync(draft, `${secrets.join('\n')}\n`, { mode: 0o600 })
  renameSync(draft, file)
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Every use has its own key derived from the secret. */
export function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(secret), 'hourbook', purpose, 32))
}

/** Seals with the secret in use. A running process meets what a newer one sealed: then it reads the file again. */
export function sealerFor(config: Kept, secrets: Secrets): Sealer {
  const keysOf = ([first, ...others]: Secrets) =>
    [keyOf(first), ...others.map(keyOf)] as const satisfies readonly Buffer[]
  const readAgain = () => (config.secretKey ? [] : keysOf(secretsIn(fileOf(config))))
  return createSealer(keysOf(secrets), { readAgain })
}

const keyOf = (secret: string) => derive(secret, 'xero tokens')

function secretsIn(file: string): Secrets {
  const [first, ...others] = readFileSync(file, 'utf8').split(/\s+/).filter(Boolean)
  if (!first) throw new Error(`${file} is empty: put the key of this installation back.`)
  return [first, ...others]
}

function fileOf({ dataDir }: Kept): string {
  return path.join(dataDir, 'secret.key')
}
