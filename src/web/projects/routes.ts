import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { listSearchFrom } from '../lists/list-search.ts'
import { textOf } from '../search-params.ts'
import { shellRoute } from '../shell/shell-route.tsx'
import type { ProjectFilter } from './project-queries.ts'

export const projectRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/projects',
    validateSearch: (search: Record<string, unknown>): ProjectFilter => ({
      ...listSearchFrom('projects', search),
      clientId: textOf(search['clientId']),
      tagId: textOf(search['tagId']),
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
