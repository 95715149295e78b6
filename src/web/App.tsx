import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { queryClient } from './query-client.ts'
import { router } from './router.ts'
import { cssVariables, theme } from './theme.ts'

const colorSchemes = localStorageColorSchemeManager({ key: 'hourbook-color-scheme' })

/** What stands around every page. */
export function App() {
  const { t, i18n } = useTranslation()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <DatesProvider settings={{ locale: i18n.language }}>
        <QueryClientProvider client={queryClient}>
          <section aria-label={t('shell.messages')}>
            <Notifications position="bottom-right" limit={3} withinPortal={false} />
          </section>
          <RouterProvider router={router} />
          <section id="overlays" aria-label={t('shell.overlays')} />
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  )
}
