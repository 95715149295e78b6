import { Refusal } from '#client/api.ts'
import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { speak } from '../i18n.ts'
import { languageFor, meQuery } from '../me.ts'
import { queryClient } from '../query-client.ts'
import { finishLeaving } from '../offline/leaving.ts'
import { AppShell } from './AppShell.tsx'
import { PageCrash } from './PageCrash.tsx'

export const rootRoute = createRootRoute({
  component: Outlet,
  errorComponent: PageCrash,
})

/** Everything behind the sign-in: knows who is there before any page is drawn. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: AppShell,
  beforeLoad: async ({ location }) => {
    if (!(await finishLeaving())) throw redirect({ to: '/sign-in', replace: true })
    try {
      await speak(languageFor(await queryClient.ensureQueryData(meQuery)))
    } catch (error) {
      if (error instanceof Refusal && error.problem.status === 401) {
        throw redirect({ to: '/sign-in', search: { returnTo: location.href }, replace: true })
      }
      throw error
    }
  },
})
