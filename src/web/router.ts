import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { administrationRoutes } from './administration/routes.ts'
import { approvalRoutes } from './approval/routes.ts'
import { financeRoutes } from './finance/routes.ts'
import { projectRoutes } from './projects/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { groupRoutes } from './shell/group-routes.ts'
import { NotFoundPage } from './shell/NotFoundPage.tsx'
import { rootRoute, shellRoute } from './shell/shell-route.tsx'
import { signInRoute, signUpRoute } from './sign-in/sign-in-route.ts'
import { timesheetRoutes } from './timesheets/routes.ts'

const startRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/timesheets', replace: true })
  },
})

const unknownRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '$',
  component: NotFoundPage,
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  signUpRoute,
  shellRoute.addChildren([
    startRoute,
    ...timesheetRoutes,
    ...approvalRoutes,
    ...reportRoutes,
    ...projectRoutes,
    ...administrationRoutes,
    ...financeRoutes,
    ...groupRoutes,
    ...settingsRoutes,
    unknownRoute,
  ]),
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  // What no page understood leaves the address; else the pages would still find it there.
  search: { strict: true },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
