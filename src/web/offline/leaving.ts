import { signOut } from '../sign-in/session.ts'
import { currentAccount, isLeaving, setCurrentAccount, setLeaving } from './account.ts'
import { forgetAnswers, queueStore } from './database.ts'
import { openOutbox } from './outbox.ts'
import { tellTabs } from './tabs.ts'

/** Signs out and leaves nothing on this device; without a network, the server is told as soon as there is one. */
export async function leaveDevice(): Promise<void> {
  const account = currentAccount()
  setCurrentAccount(null)
  if (account !== null) {
    const store = queueStore(account)
    await store.remove((await store.list()).map(({ order }) => order))
    await forgetAnswers(account)
  }
  tellTabs({ kind: 'signed_out' })
  setLeaving(true)
  await finishLeaving()
  await openOutbox()
}

/** Tells the server of a signing out that it has not heard of. False when it cannot be told. */
export async function finishLeaving(): Promise<boolean> {
  if (!isLeaving()) return true
  const isTold = await signOut().then(
    () => true,
    () => false,
  )
  if (isTold) setLeaving(false)
  return isTold
}
