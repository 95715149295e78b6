// Whose things are kept on this device. Named when the server says who is signed in; nobody's after signing out.

const accountName = 'hourbook-account'
const leavingName = 'hourbook-leaving'

export function currentAccount(): string | null {
  return localStorage.getItem(accountName)
}

export function setCurrentAccount(account: string | null): void {
  if (account === null) localStorage.removeItem(accountName)
  else localStorage.setItem(accountName, account)
}

/** Somebody signed out without a network: the server is told before anything else is asked of it. */
export function isLeaving(): boolean {
  return localStorage.getItem(leavingName) !== null
}

export function setLeaving(isLeaving: boolean): void {
  if (isLeaving) localStorage.setItem(leavingName, 'yes')
  else localStorage.removeItem(leavingName)
}
