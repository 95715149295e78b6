import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { shellRoute } from '../shell/shell-route.tsx'
import { reportSearchFrom, reportTabs } from './report-search.ts'

export const reportRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reports',
    beforeLoad: () => {
      throw redirect({ to: '/reports/$tab', params: { tab: 'hours' }, replace: true })
    },
  }),
  // One route for the three tabs: the page stays, and with it what is selected.
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reports/$tab',
    params: {
      parse: ({ tab }) => ({ tab: reportTabs.find((each) => each === tab) ?? 'hours' }),
      stringify: ({ tab }) => ({ tab }),
    },
    validateSearch: reportSearchFrom,
    component: lazyRouteComponent(() => import('./ReportsPage.tsx'), 'ReportsPage'),
  }),
] as const
