import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../shell/shell-route.tsx'

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/regional',
    component: lazyRouteComponent(() => import('./RegionalPage.tsx'), 'RegionalPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/api-tokens',
    component: lazyRouteComponent(() => import('./ApiTokensPage.tsx'), 'ApiTokensPage'),
  }),
] as const
