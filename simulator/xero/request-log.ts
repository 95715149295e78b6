export interface LoggedRequest {
  at: number
  method: string
  path: string
  query: string
  tenant: string | null
  /** null when no answer was sent. */
  status: number | null
  idempotencyKey: string | null
  fault: string | null
  /** Of the answer's body, before compression. */
  bytes: number
}

const keptRequests = 20_000

export interface RequestLog {
  add(entry: LoggedRequest): void
  list(): readonly LoggedRequest[]
  clear(): void
}

/** The latest calls; old ones are forgotten. */
export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = []
  return {
    add(entry) {
      entries.push(entry)
      if (entries.length > keptRequests * 1.5) entries = entries.slice(-keptRequests)
    },
    list: () => entries.slice(-keptRequests),
    clear() {
      entries = []
    },
  }
}
