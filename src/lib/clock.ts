/** Where the time comes from. Tests and the simulation move it by hand. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved. */
export function manualClock(
  start: string,
): Clock & { advance(ms: number): void; set(iso: string): void } {
  let at = new Date(start).getTime()
  return {
    now: () => new Date(at),
    advance: (ms) => {
      at += ms
    },
    set: (iso) => {
      at = new Date(iso).getTime()
    },
  }
}

/** The moment so many seconds later (or earlier, when negative). */
export function secondsAfter(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000)
}

/** Now, or a millisecond after what was before where that is later: never the same moment twice. */
export function momentAfter(now: Date, before: Date): Date {
  return now > before ? now : new Date(before.getTime() + 1)
}

/** The moment that an ISO text says. */
export function momentOf(iso: string): Date {
  return new Date(iso)
}
