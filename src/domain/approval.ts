/** Who must approve work: nobody, the manager of its project, a manager of the person's team, or both. */
export const approvalBys = ['off', 'project_manager', 'team_manager', 'both'] as const
export type ApprovalBy = (typeof approvalBys)[number]

export const approvers = ['project_manager', 'team_manager'] as const
export type Approver = (typeof approvers)[number]

/** As which managers an item must be approved. */
export function approversNeeded(approvalBy: ApprovalBy): Approver[] {
  if (approvalBy === 'off') return []
  return approvalBy === 'both' ? [...approvers] : [approvalBy]
}

type Handed = {
  memberId: string
  projectManagerId: string | null
  teamManagerIds: readonly string[]
}

/** Who decides: themselves, those they stand in for today, and whether they may decide about everything. */
export type Decider = {
  memberId: string | null
  standsInFor: readonly string[]
  mayDecideAll: boolean
}

/**
 * As which of the managers that are needed somebody may decide about work, and for whom they stand in there. Nobody decides about their own work,
 * nor a stand-in about that of who they stand in for; those who may decide about everything do.
 */
export function decidesAs(
  work: Handed,
  { memberId, standsInFor, mayDecideAll }: Decider,
  needed: readonly Approver[],
): { as: Approver[]; onBehalfOf: string | null } {
  if (mayDecideAll) return { as: [...needed], onBehalfOf: null }
  if (memberId === null || work.memberId === memberId) return { as: [], onBehalfOf: null }
  const managersAs = {
    project_manager: work.projectManagerId === null ? [] : [work.projectManagerId],
    team_manager: work.teamManagerIds,
  }
  const speaksFor = [memberId, ...standsInFor].filter((each) => each !== work.memberId)
  const as = needed.filter((each) => managersAs[each].some((id) => speaksFor.includes(id)))
  const managers = as.flatMap((each) => managersAs[each])
  const represented = standsInFor.find((each) => managers.includes(each)) ?? null
  return { as, onBehalfOf: managers.includes(memberId) ? null : represented }
}

/** As whom an item is approved once it is approved by these too, and whether that is enough. */
export function approvedBy(
  before: readonly Approver[],
  as: readonly Approver[],
  needed: readonly Approver[],
): { approvedAs: Approver[]; isApproved: boolean } {
  const approvedAs = needed.filter((each) => before.includes(each) || as.includes(each))
  return { approvedAs, isApproved: approvedAs.length === needed.length }
}

/** What a day shows of the items on it: what needs its person first. */
export const dayStates = ['rejected', 'open', 'submitted', 'approved'] as const
export type DayState = (typeof dayStates)[number]

export function dayStateOf(counts: Readonly<Record<DayState, number>>): DayState | null {
  return dayStates.find((each) => counts[each] > 0) ?? null
}
