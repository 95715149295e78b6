// Keeps the files of this build, so that Hourbook opens without a network. Answers of the API it never sees twice: what
// is read offline is kept by src/web/offline, which says how old it is.

type Waiting = Event & { waitUntil: (work: Promise<unknown>) => void }
type Fetching = Event & { request: Request; respondWith: (answer: Promise<Response>) => void }
type Worker = {
  addEventListener: {
    (type: 'install' | 'activate', listener: (event: Waiting) => void): void
    (type: 'fetch', listener: (event: Fetching) => void): void
    (type: 'message', listener: (event: MessageEvent) => void): void
  }
  clients: { claim: () => Promise<void> }
  skipWaiting: () => Promise<void>
}

const worker = self as unknown as Worker
/** Filled in by the build (vite.config.ts): the version, and every file that belongs to it. */
const shell = JSON.parse('__SHELL__') as { version: string; files: string[] }
const prefix = 'hourbook-shell-'
const page = '/index.html'
const files = new Set(shell.files)

worker.addEventListener('install', (event) => event.waitUntil(keepFiles()))
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting()
})
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') {
    if (isPage(pathname)) event.respondWith(kept(page, request))
  } else if (files.has(pathname) || pathname.startsWith('/assets/')) {
    event.respondWith(kept(pathname, request))
  }
})

function isPage(pathname: string): boolean {
  const isOthers = /^\/(?:api|i)\//.test(pathname) || pathname === '/healthz'
  return !isOthers && !/\.\w+$/.test(pathname)
}

async function keepFiles(): Promise<void> {
  const cache = await caches.open(prefix + shell.version)
  await Promise.all(
    shell.files.map(async (file) => {
      // A file with its hash in its name is the same in every version that has it.
      const isHashed = file.startsWith('/assets/')
      const before = isHashed ? await caches.match(file) : undefined
      const answer = before ?? (await fetch(file, { cache: isHashed ? 'default' : 'reload' }))
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
      await cache.put(file, answer)
    }),
  )
}

async function takeOver(): Promise<void> {
  const all = (await caches.keys()).filter((name) => name.startsWith(prefix))
  // The version before stays as well: another tab may still run it, and load more of it.
  const older = all.filter((name) => name !== prefix + shell.version).slice(0, -1)
  await Promise.all(older.map((name) => caches.delete(name)))
  await worker.clients.claim()
}

async function kept(file: string, request: Request): Promise<Response> {
  const cache = await caches.open(prefix + shell.version)
  return (await cache.match(file)) ?? (await caches.match(file)) ?? (await fetch(request))
}
