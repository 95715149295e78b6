import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, textOf } from '../search-params.ts'
import { shellRoute } from '../shell/shell-route.tsx'
import type { ProjectFilter } from './project-queries.ts'

export const projectRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/projects',
    validateSearch: (search: Record<string, unknown>): ProjectFilter => ({
      q: textOf(search['q']),
      clientId: textOf(search['clientId']),
      // The router reads '?archived=true' as a boolean.
      archived: oneOf(search['archived'] === true ? 'true' : search['archived'], ['true', 'all']),
    }),
    component: lazyRouteComponent(() => import('./ProjectsPage.tsx'), 'ProjectsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/projects/new',
    validateSearch: (
      search: Record<string, unknown>,
    ): { clientId?: string | undefined; parentId?: string | undefined } => ({
      clientId: textOf(search['clientId']),
      parentId: textOf(search['parentId']),
    }),
    component: lazyRouteComponent(() => import('./NewProjectPage.tsx'), 'NewProjectPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/projects/$projectId',
    component: lazyRouteComponent(() => import('./ProjectPage.tsx'), 'ProjectPage'),
  }),
] as const
