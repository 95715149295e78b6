import type { TimesheetProject } from '#app/ports/printer.ts'

type Hours = { seconds: number; workedSeconds?: number }

/** Hours as they are billed, with those that were worked behind them where they differ: '1:15 (1:07)'. */
export function hoursText(
  { seconds, workedSeconds = seconds }: Hours,
  write: (seconds: number) => string,
): string {
  return workedSeconds === seconds ? write(seconds) : `${write(seconds)} (${write(workedSeconds)})`
}

export function sumOfHours(projects: readonly TimesheetProject[]): Required<Hours> {
  const entries = projects.flatMap((project) => project.entries)
  return {
    seconds: entries.reduce((sum, entry) => sum + entry.seconds, 0),
    workedSeconds: entries.reduce((sum, entry) => sum + (entry.workedSeconds ?? entry.seconds), 0),
  }
}

/** Whether other hours are billed than were worked. */
export function isRounded(projects: readonly TimesheetProject[]): boolean {
  return projects.some(({ entries }) => entries.some((entry) => entry.workedSeconds !== undefined))
}
