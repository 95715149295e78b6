import { useSyncExternalStore } from 'react'

// The service worker keeps the files of one version. A newer one waits until the person says so: a page is never
// exchanged under somebody's hands.

const hourMs = 3_600_000
const listeners = new Set<() => void>()
let waiting: ServiceWorker | null = null
let isReady = false
let hasAsked = false

/** Lets Hourbook open without a network, where the browser can: over HTTPS, or on this machine. */
export async function startServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const { serviceWorker } = navigator
  let isControlled = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    if (hasAsked) location.reload()
    else if (isControlled) tellReady(null)
    isControlled = true
  })
  // A browser that is told to keep them off may answer with nothing.
  const registration: ServiceWorkerRegistration | undefined =
    await serviceWorker.register('/service-worker.js')
  if (!registration) return
  if (registration.waiting && isControlled) tellReady(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const next = registration.installing
    next?.addEventListener('statechange', () => {
      if (next.state === 'installed' && serviceWorker.controller) tellReady(next)
    })
  })
  const look = () => void registration.update().catch(() => {})
  setInterval(look, hourMs)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look()
  })
}

/** Whether a newer version of Hourbook waits to be used. */
export function useIsNewVersionReady(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isReady,
  )
}

/** Loads the page again, with the newer version. */
export function takeNewVersion(): void {
  if (waiting?.state !== 'installed') return location.reload()
  hasAsked = true
  waiting.postMessage('take-over')
}

function tellReady(next: ServiceWorker | null): void {
  waiting = next
  isReady = true
  for (const listener of listeners) listener()
}
