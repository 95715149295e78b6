import type { Services } from '#app/context.ts'
import type { JobName, JobPayload } from '#app/jobs.ts'

type Handlers = {
  [Name in JobName]?: (services: Services, payload: JobPayload<Name>) => Promise<void>
}

/** One entry per job in app/jobs.ts; each is a shell around a verb. */
export const handlers: Handlers = {}
