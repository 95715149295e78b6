import { answered, api } from '#client/api.ts'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { NotFoundPage } from '../shell/NotFoundPage.tsx'
import { given, textOf } from '../search-params.ts'
import { shellRoute } from '../shell/shell-route.tsx'
import { ageingSearchFrom } from './ageing/ageing-search.ts'
import { estimatesSearchFrom } from './estimates/estimate-queries.ts'
import { invoicesSearchFrom } from './invoices/invoices-search.ts'
import { recurringSearchFrom } from './recurring/recurring-queries.ts'
import { uninvoicedSearchFrom } from './uninvoiced/uninvoiced-search.ts'

export const financeRoutes = [
  // The link back from Xero: it refuses links with its own name in them, so it cannot lead to the export itself.
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/documents/$documentId',
    beforeLoad: async ({ params }) => {
      const { exportId, invoiceId } = await answered(
        api.GET('/api/v1/xero/documents/{documentId}', { params: { path: params } }),
      )
      if (exportId !== null) {
        throw redirect({
          to: '/finance/xero-exports/$exportId',
          params: { exportId },
          replace: true,
        })
      }
      if (invoiceId !== null) {
        throw redirect({ to: '/finance/invoices/$invoiceId', params: { invoiceId }, replace: true })
      }
    },
    component: NotFoundPage,
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/uninvoiced',
    validateSearch: uninvoicedSearchFrom,
    component: lazyRouteComponent(
      () => import('./uninvoiced/UninvoicedPage.tsx'),
      'UninvoicedPage',
    ),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/invoices',
    validateSearch: invoicesSearchFrom,
    component: lazyRouteComponent(() => import('./invoices/InvoicesPage.tsx'), 'InvoicesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/estimates',
    validateSearch: estimatesSearchFrom,
    component: lazyRouteComponent(() => import('./estimates/EstimatesPage.tsx'), 'EstimatesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/estimates/$estimateId',
    component: lazyRouteComponent(() => import('./estimates/EstimatePage.tsx'), 'EstimatePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/recurring',
    validateSearch: recurringSearchFrom,
    component: lazyRouteComponent(() => import('./recurring/RecurringPage.tsx'), 'RecurringPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/ageing',
    validateSearch: ageingSearchFrom,
    component: lazyRouteComponent(() => import('./ageing/AgeingPage.tsx'), 'AgeingPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/invoices/new',
    component: lazyRouteComponent(() => import('./invoices/NewInvoicePage.tsx'), 'NewInvoicePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/invoices/numbers',
    component: lazyRouteComponent(
      () => import('./invoices/InvoiceNumbersPage.tsx'),
      'InvoiceNumbersPage',
    ),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/invoices/$invoiceId',
    component: lazyRouteComponent(() => import('./invoices/InvoicePage.tsx'), 'InvoicePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/xero-exports',
    component: lazyRouteComponent(() => import('./exports/XeroExportsPage.tsx'), 'XeroExportsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/xero-exports/differences',
    validateSearch: (search: Record<string, unknown>) =>
      given({
        accepted: search['accepted'] === true ? (true as const) : undefined,
        administration: textOf(search['administration']),
      }),
    component: lazyRouteComponent(
      () => import('./differences/DifferencesPage.tsx'),
      'DifferencesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/xero-exports/$exportId',
    component: lazyRouteComponent(() => import('./exports/XeroExportPage.tsx'), 'XeroExportPage'),
  }),
] as const
