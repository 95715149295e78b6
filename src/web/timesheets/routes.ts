import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../shell/shell-route.tsx'

export const timesheetRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/timesheets',
    component: lazyRouteComponent(() => import('./HoursPage.tsx'), 'HoursPage'),
  }),
] as const
