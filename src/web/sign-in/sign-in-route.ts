import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { languageOfBrowser, speak } from '../i18n.ts'
import { rootRoute } from '../shell/shell-route.tsx'
import { type XeroProblem, xeroProblemIn } from './xero-problem.ts'

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...(isOwnAddress(search['returnTo']) && { returnTo: search['returnTo'] }),
    ...xeroProblemIn(search),
  }),
  beforeLoad: async () => await speak(languageOfBrowser()),
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
})

/** Where who comes back from Xero and is new here goes on. */
export const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  beforeLoad: async () => await speak(languageOfBrowser()),
  component: lazyRouteComponent(() => import('./SignUpPage.tsx'), 'SignUpPage'),
})

type SignInSearch = { returnTo?: string } & XeroProblem

// Never leads to another site, whatever a link says.
function isOwnAddress(value: unknown): value is string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value)
}
