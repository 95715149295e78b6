import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { startI18n } from './i18n.ts'
import { startOffline } from './offline/start.ts'
import { startServiceWorker } from './offline/versions.ts'
import { queryClient, whenSignedOut } from './query-client.ts'
import { router } from './router.ts'

whenSignedOut(() => {
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in') return
  queryClient.removeQueries({ queryKey: ['me'] })
  void router.navigate({ to: '/sign-in', search: { returnTo: href } })
})

startOffline()
await startI18n()

const root = document.querySelector('#root')
if (!root) throw new Error('index.html has an element #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

void startServiceWorker()
