import './styles.css'
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import i18next from 'i18next'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from './i18n.ts'
import { startServiceWorker } from './offline/versions.ts'
import { queryClient, whenSignedOut } from './query-client.ts'
import { router } from './router.ts'
import { cssVariables, theme } from './theme.ts'

const colorSchemes = localStorageColorSchemeManager({ key: 'hourbook-color-scheme' })

whenSignedOut(() => {
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in') return
  queryClient.removeQueries({ queryKey: ['me'] })
  void router.navigate({ to: '/sign-in', search: { returnTo: href } })
})

await startI18n()

const root = document.querySelector('#root')
if (!root) throw new Error('index.html has an element #root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <section aria-label={i18next.t('shell.messages')}>
          <Notifications position="bottom-right" limit={3} withinPortal={false} />
        </section>
        <RouterProvider router={router} />
        <section id="overlays" aria-label={i18next.t('shell.overlays')} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)

void startServiceWorker()
