import { findDemoOwner } from '#db/identity.ts'
import type { Services, XeroSignInMode } from '../context.ts'

/** The demo owner's password. It opens made-up data only. */
export const demoPassword = 'demo-hourbook'

type SignInHint = {
  isDemo: boolean
  demoEmail: string | null
  demoPassword: string | null
  xeroSignIn: XeroSignInMode
}

/** How to sign in: to the demo workspace, where there is one, and whether with Xero. */
export async function getSignInHint({ db, xeroSignIn }: Services): Promise<SignInHint> {
  const owner = await findDemoOwner(db)
  if (!owner) return { isDemo: false, demoEmail: null, demoPassword: null, xeroSignIn }
  return { isDemo: true, demoEmail: owner.email, demoPassword, xeroSignIn }
}
