import type { Database } from '#db/database.ts'
import type { Sealer } from '#app/ports/sealer.ts'
import { listSealedLinks, setSealedLink } from '#db/invoice-links.ts'
import { listOpenConsents, setCodeVerifier } from '#db/xero-consents.ts'
import { listTokenSetKeys, lockTokenSet, replaceTokens } from '#db/xero-token-sets.ts'
import type { Config } from './config.ts'
import { keepSecrets, newSecret, sealerFor, type Secrets, secretsOf } from './secret-keys.ts'
import { StartupProblem } from './startup-problem.ts'

/**
 * Replaces the key that seals the Xero tokens and public links, and seals them anew. The old key stays, so that processes that run go on and a
 * backup can be read, until it is forgotten. Safe to run again after it was interrupted.
 */
export async function rotateKey(
  { db, config }: { db: Database; config: Config },
  { forgetsOld }: { forgetsOld: boolean },
): Promise<{ resealed: number; kept: 'file' | 'environment'; old: number }> {
  const present = await secretsOf(config)
  if (config.secretKey) {
    if (present.length === 1) throw new StartupProblem(howWithEnvironment)
    const resealed = await resealAll(db, sealerFor(config, present))
    return { resealed, kept: 'environment', old: present.length - 1 }
  }
  const secrets: Secrets = forgetsOld ? present : [newSecret(), ...present]
  keepSecrets(config, secrets)
  const resealed = await resealAll(db, sealerFor(config, secrets))
  if (forgetsOld) keepSecrets(config, [secrets[0]])
  return { resealed, kept: 'file', old: forgetsOld ? 0 : secrets.length - 1 }
}

const howWithEnvironment =
  'HOURBOOK_SECRET_KEY is set, so the key is yours to change: put a new one there ' +
  '(openssl rand -base64 32) and the present one into HOURBOOK_OLD_SECRET_KEYS, restart Hourbook, and run ' +
  'rotate-key once more. After that HOURBOOK_OLD_SECRET_KEYS can be emptied.'

async function resealAll(db: Database, sealer: Sealer): Promise<number> {
  const anew = (sealed: string) => (sealed === '' ? '' : sealer.seal(sealer.open(sealed)))
  const keys = await listTokenSetKeys(db)
  for (const key of keys) {
    await db.transaction().execute(async (tx) => {
      const tokens = await lockTokenSet(tx, key)
      if (!tokens) return
      const { accessTokenSealed, refreshTokenSealed } = tokens
      const resealed = {
        accessTokenSealed: anew(accessTokenSealed),
        refreshTokenSealed: anew(refreshTokenSealed),
      }
      await replaceTokens(tx, { ...key, tokens: { ...tokens, ...resealed } })
    })
  }
  for (const { codeVerifier, ...consent } of await listOpenConsents(db)) {
    await db.transaction().execute(async (tx) => {
      await setCodeVerifier(tx, { ...consent, codeVerifier: anew(codeVerifier) })
    })
  }
  for (const { sealedToken, ...link } of await listSealedLinks(db)) {
    await setSealedLink(db, { ...link, sealedToken: anew(sealedToken) })
  }
  return keys.length
}
