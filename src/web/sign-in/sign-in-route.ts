import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { languageOfBrowser, speak } from '../i18n.ts'
import { rootRoute } from '../shell/shell-route.tsx'

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { returnTo?: string } =>
    isOwnAddress(search['returnTo']) ? { returnTo: search['returnTo'] } : {},
  beforeLoad: async () => await speak(languageOfBrowser()),
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
})

// Never leads to another site, whatever a link says.
function isOwnAddress(value: unknown): value is string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value)
}
