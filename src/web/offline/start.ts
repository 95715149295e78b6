import { router } from '../router.ts'
import { queryClient } from '../query-client.ts'
import { registrationKeys } from '../timesheets/registration-writes.ts'
import { currentAccount } from './account.ts'
import { keepAnswers, whenAccount } from './answers.ts'
import { connection } from './connection.ts'
import { openOutbox, outbox, sendNow, startOutbox } from './outbox.ts'
import { hearTabs } from './tabs.ts'

/** Wires what works without a network: answers that are kept, writes that wait, and what other tabs do. */
export function startOffline(): void {
  keepAnswers()
  startOutbox()
  whenAccount(() => void openOutbox())
  outbox.whenSent(async () => {
    const keys = [['timer'], ...registrationKeys]
    await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  })
  connection.whenBack(() => void readAgain())
  window.addEventListener('online', () => void readAgain())
  window.addEventListener('offline', connection.missed)
  hearTabs((message) => {
    if (message.kind === 'signed_out') void goToSignIn()
  })
  if (currentAccount() !== null) void openOutbox()
}

async function readAgain(): Promise<void> {
  await sendNow()
  await queryClient.invalidateQueries()
}

async function goToSignIn(): Promise<void> {
  await openOutbox()
  queryClient.clear()
  await router.navigate({ to: '/sign-in' })
}
