import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type Copied, type CopyRequest, planCopy } from '#app/parts/copy-timesheet.ts'
import { memberOf } from '#app/parts/registering.ts'

/** What copying a week to another would write, and what it would leave out. */
export async function previewTimesheetCopy(ctx: Context, request: CopyRequest): Promise<Copied[]> {
  allow(ctx, 'registrations:own', 'registrations:all')
  return await planCopy(ctx, ctx.db, { ...request, memberId: memberOf(ctx, request.memberId) })
}
