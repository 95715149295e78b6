import {
  deleteXeroSignIn,
  findXeroSignIn,
  insertUser,
  lockXeroSignIn,
  type XeroSignIn,
} from '#db/xero-identities.ts'
import { setMemberChoices } from '#db/me.ts'
import { permissionsOf } from '#domain/permissions.ts'
import { secondsAfter } from '#lib/clock.ts'
import { newId } from '#lib/ids.ts'
import type { Language } from '#lib/languages.ts'
import type { Services } from '../context.ts'
import type { ForeignPerson } from '../ports/accounting.ts'
import { refuse } from '../refuse.ts'
import { audit } from './audit.ts'
import { writeWorkspace } from './new-workspace.ts'
import { hashOfSignUp, keepXeroIdentity, nameOfPerson } from './xero-sign-in.ts'

const signUpSeconds = 1800

type Newcomer = ForeignPerson & { email: string }

/** Who came back from Xero in this browser and may make a workspace. */
export async function getXeroSignUp(
  services: Services,
  secret: string,
): Promise<{ name: string; email: string }> {
  const found = await findXeroSignIn(services.db, { stateHash: hashOfSignUp(secret) })
  const person = newcomerOf(services, found)
  return { name: nameOfPerson(person), email: person.email }
}

/** Makes the account, its link with Xero and the workspace it owns: all of it, or nothing. Nobody is signed in yet, so nobody is asked. */
export async function signUpWithXero(
  services: Services,
  secret: string,
  wish: { workspaceName: string; currency: string; timeZone: string; language: Language | null },
): Promise<{ userId: string }> {
  const stateHash = hashOfSignUp(secret)
  const userId = newId()
  await services.db.transaction().execute(async (tx) => {
    const person = newcomerOf(services, await lockXeroSignIn(tx, { stateHash }))
    const name = nameOfPerson(person)
    const isNew = await insertUser(tx, { id: userId, name, email: person.email })
    if (!isNew) refuse('email_can_sign_in_already')
    const { workspaceId, memberId } = await writeWorkspace(services, tx, {
      name: wish.workspaceName,
      currency: wish.currency,
      timeZone: wish.timeZone,
      isDemo: false,
      owner: { userId, name, email: person.email },
    })
    const { language } = wish
    if (language) await setMemberChoices(tx, { workspaceId, memberId, language })
    const ctx = { ...services, workspaceId, memberId, permissions: permissionsOf.owner }
    await audit(ctx, tx, {
      action: 'created',
      subject: 'workspace',
      id: workspaceId,
      name: wish.workspaceName,
    })
    await keepXeroIdentity(ctx, tx, { userId, person })
    await deleteXeroSignIn(tx, { stateHash })
  })
  return { userId }
}

function newcomerOf(services: Services, begun: XeroSignIn | undefined): Newcomer {
  if (services.xeroSignIn !== 'sign-up') refuse('xero_sign_up_is_off')
  const { xeroUserId: id, email, name, usedAt } = begun ?? {}
  if (!id || !email || !usedAt) refuse('sign_up_has_expired')
  if (secondsAfter(usedAt, signUpSeconds) < services.clock.now()) refuse('sign_up_has_expired')
  return { id, email, name: name ?? null }
}
