import { approveWork } from '#app/approval/approve-work.ts'
import { createStandIn } from '#app/approval/create-stand-in.ts'
import { deleteStandIn } from '#app/approval/delete-stand-in.ts'
import { getApprovalSettings } from '#app/approval/get-approval-settings.ts'
import { getWorkStanding } from '#app/approval/get-work-standing.ts'
import { listStandIns } from '#app/approval/list-stand-ins.ts'
import { listWaitingWork } from '#app/approval/list-waiting-work.ts'
import { rejectWork } from '#app/approval/reject-work.ts'
import { submitWork } from '#app/approval/submit-work.ts'
import { takeBackWork } from '#app/approval/take-back-work.ts'
import { updateApprovalSettings } from '#app/approval/update-approval-settings.ts'
import { approvalBys, approvers, dayStates } from '#domain/approval.ts'
import { registrationKinds } from '#domain/billable-item.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { locked } from './registration-schemas.ts'
import { day, givenMoment, id, moment, pageOf, pageQuery, text } from './schemas.ts'

const mostWeeks = 520
const settings = {
  approvalBy: z
    .enum(approvalBys)
    .describe(
      "Who must approve work. Switched off, what is handed in and not billed becomes 'open'.",
    ),
  billsApprovedOnly: z
    .boolean()
    .describe('Whether only approved work is billed, while there is approval.'),
  lockedThrough: day
    .nullable()
    .describe(
      'Nothing on this day or before it is added, changed, deleted or moved; null for no such day.',
    ),
  closesAfterWeeks: z
    .int()
    .min(1)
    .max(mostWeeks)
    .nullable()
    .describe('A week closes when so many whole weeks have passed since its end; null for never.'),
}
const ApprovalSettings = z
  .object({
    ...settings,
    lockedThrough: z.string().nullable(),
    closesAfterWeeks: z.int().nullable(),
    closedThrough: z
      .string()
      .nullable()
      .describe('The last day that is closed today, by either rule.'),
  })
  .meta({ id: 'ApprovalSettings' })

const workOf = {
  memberId: id.optional().describe('Whose work; yours, when left out.'),
  from: day,
  to: day.describe('At most 62 days.'),
}
const WorkStanding = z
  .object({
    memberId: id,
    from: z.string(),
    to: z.string(),
    approvalBy: settings.approvalBy,
    days: z
      .array(
        z.object({
          on: z.string(),
          open: z.int(),
          submitted: z.int(),
          approved: z.int().describe('With what is invoiced or written off.'),
          rejected: z.int(),
          state: z.enum(dayStates).nullable().describe('What needs its person first.'),
        }),
      )
      .describe('The days on which there is work, with how many items are in which state.'),
    rejections: z.array(
      z.object({
        stepId: id,
        note: z.string(),
        rejectedByName: z.string().nullable(),
        rejectedAt: moment,
        from: z.string(),
        to: z.string(),
      }),
    ),
  })
  .meta({ id: 'WorkStanding' })

const kind = z.enum(registrationKinds)
const WaitingWeek = z
  .object({
    memberId: id,
    memberName: z.string(),
    from: z.string(),
    to: z.string(),
    seconds: z.int(),
    km: z.string(),
    expensesMinor: z.int(),
    items: z.array(
      z.object({
        kind,
        id,
        on: z.string(),
        projectName: z.string(),
        clientName: z.string(),
        taskName: z.string().nullable().describe('Of an expense, the product.'),
        text: z.string(),
        isBillable: z.boolean(),
        seconds: z.int().nullable(),
        km: z.string().nullable(),
        netMinor: z.int().nullable().describe('What was spent; null for hours and trips.'),
        approvedAs: z.array(z.enum(approvers)),
        waitsFor: z.array(z.enum(approvers)),
        submittedAt: moment.nullable(),
        updatedAt: moment,
      }),
    ),
  })
  .meta({ id: 'WaitingWeek' })

const mostItems = 5000
const AskedItem = z.object({
  kind,
  id,
  expectedUpdatedAt: givenMoment
    .optional()
    .describe('The updatedAt you saw. When it is another by now, nothing is decided.'),
})
const Decided = z.object({ count: z.int().describe('How many were decided that were not before.') })
const StandIn = z
  .object({
    id,
    managerId: id,
    managerName: z.string(),
    standInId: id,
    standInName: z.string(),
    fromOn: z.string(),
    untilOn: z.string(),
  })
  .meta({ id: 'StandIn' })

const handIn = ['approval_is_off', 'member_not_found', 'end_is_before_start'] as const
const decisions = [
  'approval_is_off',
  'item_not_found',
  'item_is_not_yours_to_approve',
  'item_is_not_submitted',
  'time_entry_was_changed',
  'expense_was_changed',
  'mileage_was_changed',
] as const

const tags = ['Approval']

export const approvalRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/approval-settings',
    schema: {
      operationId: 'getApprovalSettings',
      tags,
      summary: 'Who approves work, and which days are closed',
      response: { 200: ApprovalSettings, ...refusesWith() },
    },
    handler: async (request) => await getApprovalSettings(request.ctx),
  })

  api.route({
    method: 'PATCH',
    url: '/approval-settings',
    schema: {
      operationId: 'updateApprovalSettings',
      tags,
      summary: 'Change who approves work, and close or open periods',
      body: z.object(settings).partial(),
      response: { 200: ApprovalSettings, ...refusesWith() },
    },
    handler: async (request) =>
      await updateApprovalSettings(request.ctx, { changes: definedOf(request.body) }),
  })

  api.route({
    method: 'GET',
    url: '/work-standing',
    schema: {
      operationId: 'getWorkStanding',
      tags,
      summary: "How far the approval of a person's days is",
      querystring: z.object({
        memberId: workOf.memberId,
        from: day.optional().describe('The first day of the week, when left out.'),
        to: workOf.to.optional(),
      }),
      response: { 200: WorkStanding, ...refusesWith('member_not_found', 'end_is_before_start') },
    },
    handler: async (request) => await getWorkStanding(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/submissions',
    schema: {
      operationId: 'submitWork',
      tags,
      summary: 'Submit the work of some days for approval',
      description:
        'Hours, expenses and trips that are open or rejected; where there are none, nothing happens.',
      body: z.object(workOf),
      response: { 200: WorkStanding, ...refusesWith(...handIn) },
    },
    handler: async (request) => await submitWork(request.ctx, request.body),
  })

  api.route({
    method: 'POST',
    url: '/submissions/withdrawals',
    schema: {
      operationId: 'takeBackWork',
      tags,
      summary: 'Take back what waits for approval on some days',
      body: z.object(workOf),
      response: { 200: WorkStanding, ...refusesWith(...handIn) },
    },
    handler: async (request) => await takeBackWork(request.ctx, request.body),
  })

  api.route({
    method: 'GET',
    url: '/waiting-work',
    schema: {
      operationId: 'listWaitingWork',
      tags,
      summary: 'What waits for your approval, by person and week',
      description: 'A row is the week of a person; the oldest week comes first.',
      querystring: z.object(pageQuery),
      response: {
        200: pageOf(WaitingWeek).extend({
          waiting: z.int().describe('How many hours, expenses and trips wait, on every page.'),
        }),
        ...refusesWith(),
      },
    },
    handler: async (request) => await listWaitingWork(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/approvals',
    schema: {
      operationId: 'approveWork',
      tags,
      summary: 'Approve submitted work, all of it or none',
      description:
        'What is approved already stays so. Where two managers must approve, it waits for the other one.',
      body: z.object({ items: z.array(AskedItem).min(1).max(mostItems) }),
      response: { 200: Decided, ...refusesWith(...decisions) },
    },
    handler: async (request) => await approveWork(request.ctx, request.body),
  })

  api.route({
    method: 'POST',
    url: '/rejections',
    schema: {
      operationId: 'rejectWork',
      tags,
      summary: 'Reject submitted or approved work, all of it or none, with a note',
      description: 'Whose work it is can change it again and reads the note.',
      body: z.object({
        items: z.array(AskedItem).min(1).max(mostItems),
        note: text(1000).trim().min(1).describe('Why; the person reads it.'),
      }),
      response: { 200: Decided, ...refusesWith(...decisions, ...locked) },
    },
    handler: async (request) => await rejectWork(request.ctx, request.body),
  })

  api.route({
    method: 'GET',
    url: '/stand-ins',
    schema: {
      operationId: 'listStandIns',
      tags,
      summary: 'Who approves for whom, now and later',
      querystring: z.object(pageQuery),
      response: { 200: pageOf(StandIn), ...refusesWith() },
    },
    handler: async (request) => await listStandIns(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/stand-ins',
    schema: {
      operationId: 'createStandIn',
      tags,
      summary: 'Let somebody approve for a manager, from a day until a day',
      body: z.object({
        managerId: id
          .optional()
          .describe('You, when left out; administrators can name somebody else.'),
        standInId: id,
        fromOn: day,
        untilOn: day,
      }),
      response: {
        201: StandIn,
        ...refusesWith(
          'member_not_found',
          'member_is_archived',
          'end_is_before_start',
          'stand_in_is_the_manager',
        ),
      },
    },
    handler: async (request, reply) =>
      await reply.code(201).send(await createStandIn(request.ctx, request.body)),
  })

  api.route({
    method: 'DELETE',
    url: '/stand-ins/:standInId',
    schema: {
      operationId: 'deleteStandIn',
      tags,
      summary: 'End that somebody approves for a manager',
      params: z.object({ standInId: id }),
      response: { 204: z.null(), ...refusesWith('stand_in_not_found') },
    },
    handler: async (request, reply) => {
      await deleteStandIn(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
