import { createRoute, redirect } from '@tanstack/react-router'
import { meQuery } from '../me.ts'
import { queryClient } from '../query-client.ts'
import { NotFoundPage } from './NotFoundPage.tsx'
import { allowedEntry, mainMenu, settingsMenu, type MenuEntry } from './menu.ts'
import { shellRoute } from './shell-route.tsx'

/** The address of a group of the menu leads to the first of its pages that the role may see. */
export const groupRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings',
    beforeLoad: async () => await leadIn(settingsMenu),
    component: NotFoundPage,
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration',
    beforeLoad: async () => await leadIn(mainMenu.find(({ key }) => key === 'administration')),
    component: NotFoundPage,
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance',
    beforeLoad: async () => await leadIn(mainMenu.find(({ key }) => key === 'finance')),
    component: NotFoundPage,
  }),
] as const

async function leadIn(group: MenuEntry | undefined): Promise<void> {
  const { permissions } = await queryClient.ensureQueryData(meQuery)
  const [page] =
    (group && allowedEntry(group, (permission) => permissions.includes(permission)))?.pages ?? []
  if (page) throw redirect({ to: page.to, replace: true })
}
