import { findDemoOwner } from '#db/identity.ts'
import type { Services } from '../context.ts'

/** The demo owner's password. It opens made-up data only. */
export const demoPassword = 'demo-hourbook'

/** How to sign in to the demo workspace, where there is one. */
export async function getSignInHint(
  services: Services,
): Promise<{ isDemo: boolean; demoEmail: string | null; demoPassword: string | null }> {
  const owner = await findDemoOwner(services.db)
  if (!owner) return { isDemo: false, demoEmail: null, demoPassword: null }
  return { isDemo: true, demoEmail: owner.email, demoPassword }
}
