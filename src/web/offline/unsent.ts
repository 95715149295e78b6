import { currentAccount } from './account.ts'
import { queueStore } from './database.ts'

/** How many writes on this device were never sent, of whoever was here last. */
export async function countUnsent(): Promise<number> {
  const account = currentAccount()
  return account === null ? 0 : (await queueStore(account).list()).length
}
