import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../shell/shell-route.tsx'

export const approvalRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/approvals',
    component: lazyRouteComponent(() => import('./ApprovalsPage.tsx'), 'ApprovalsPage'),
  }),
] as const
