import type { WorkedHour } from '#db/worked-hours.ts'
import type { TimesheetProject } from '../ports/printer.ts'

/** Hours as they are printed: by project, in the order they come. */
export function timesheetProjects(hours: readonly WorkedHour[]): TimesheetProject[] {
  return [...Map.groupBy(hours, (hour) => hour.projectId).values()].map((each) => ({
    name: each[0]?.projectName ?? '',
    code: each[0]?.projectCode ?? null,
    entries: each.map(({ day, memberName, taskName, notes, seconds, workedSeconds }) => {
      const worked = workedSeconds === seconds ? {} : { workedSeconds }
      return { day, memberName, taskName, notes, seconds, ...worked }
    }),
  }))
}
