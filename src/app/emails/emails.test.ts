import { createStandIn } from '#app/approval/create-stand-in.ts'
import { rejectWork } from '#app/approval/reject-work.ts'
import { submitWork } from '#app/approval/submit-work.ts'
import { takeBackWork } from '#app/approval/take-back-work.ts'
import { updateApprovalSettings } from '#app/approval/update-approval-settings.ts'
import { systemContext } from '#app/context.ts'
import { getEmail } from '#app/emails/get-email.ts'
import { getEmailSettings } from '#app/emails/get-email-settings.ts'
import { listEmails } from '#app/emails/list-emails.ts'
import { sendEmail } from '#app/emails/send-email.ts'
import { sendEmailAgain } from '#app/emails/send-email-again.ts'
import { sendTestEmail } from '#app/emails/send-test-email.ts'
import type { Mailer } from '#app/ports/mailer.ts'
import { updateMe } from '#app/workspace/update-me.ts'
import { type MailFault, startMailServer } from '#tests/support/mail-server.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const page = { limit: 50 }
const day = '2026-11-16'

/** A world whose e-mails go to a mail server of its own. */
async function aPost(...faults: MailFault[]) {
  const server = await startMailServer()
  const world = await createWorld({ mail: server.config })
  server.fail(...faults)
  return {
    server,
    world,
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** Asks for the test e-mail, and works until there is nothing left to do. */
async function sent(world: World, { workers = 1 } = {}) {
  const { id: emailId } = await sendTestEmail(world.ctx, {})
  await world.runJobs({ workers })
  return await getEmail(world.ctx, { emailId })
}

test('an e-mail is written down, taken to the mail server, and kept with its answer', async () => {
  await using post = await aPost()
  const { server, world } = post
  const email = await sent(world)
  expect(email).toMatchObject({
    kind: 'test',
    state: 'sent',
    to: ['olga@example.com'],
    plannedByName: 'Olga Owner',
    sentAt: world.clock.now(),
    nextAttemptAt: null,
    can: { sendAgain: { allowed: false } },
  })
  expect(email.log).toEqual([
    expect.objectContaining({
      attempt: 1,
      outcome: 'sent',
      answer: expect.stringContaining('250'),
    }),
  ])
  expect(server.received).toHaveLength(1)
  const [mail] = server.received
  expect(mail).toMatchObject({ from: 'hours@example.com', to: ['olga@example.com'] })
  expect(mail?.source).toContain('From: Test Workspace <hours@example.com>')
  expect(mail?.source).toContain(`Message-ID: <${email.id}@example.com>`)
  expect(mail?.source).toContain('text/html')
  expect(mail?.text).toContain('<a href="http://localhost:4000"')
  expect((await listEmails(world.ctx, page)).items).toMatchObject([{ id: email.id }])
  expect((await listEmails(world.ctx, { ...page, state: 'refused' })).items).toEqual([])
})

test('what the mail server refuses is refused with its words, and sent again when somebody asks', async () => {
  await using post = await aPost('refuse-recipient', 'refuse-message')
  const { server, world } = post
  const refused = await sent(world)
  expect(refused).toMatchObject({ state: 'refused', attempts: 1, sentAt: null })
  expect(refused.answer).toContain('550 No such person here')
  const again = { emailId: refused.id, mayArriveTwice: false }
  expect(await sendEmailAgain(world.ctx, again)).toMatchObject({
    state: 'planned',
    isWaiting: false,
  })
  await world.runJobs()
  const spam = await getEmail(world.ctx, again)
  expect(spam).toMatchObject({ state: 'refused', attempts: 2 })
  expect(spam.answer).toContain('554 This looks like spam')
  await sendEmailAgain(world.ctx, again)
  await world.runJobs()
  expect(await getEmail(world.ctx, again)).toMatchObject({ state: 'sent', attempts: 3 })
  expect(server.received).toHaveLength(1)
  await expect(sendEmailAgain(world.ctx, again)).rejects.toMatchObject({
    code: 'email_cannot_be_sent_again',
  })
})

test.each(['busy', 'silent', 'drop-before-data'] as const)(
  'what was certainly not taken (%s) is tried again by itself',
  async (fault) => {
    await using post = await aPost(fault, fault)
    const { server, world } = post
    const email = await sent(world)
    expect(email).toMatchObject({ state: 'sent', attempts: 3 })
    expect(email.log.map(({ outcome }) => outcome)).toEqual(['busy', 'busy', 'sent'])
    const [first, second, third] = email.log.map(({ startedAt }) => startedAt.getTime())
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(60_000)
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(300_000)
    expect(server.received).toHaveLength(1)
  },
)

test('what nobody takes for more than a day is given up, with the last words', async () => {
  await using post = await aPost(...Array<MailFault>(8).fill('busy'))
  const { server, world } = post
  const email = await sent(world)
  expect(email).toMatchObject({ state: 'refused', attempts: 8 })
  expect(email.answer).toContain('451 Try again later')
  expect(server.received).toEqual([])
})

test('what may have arrived is never sent again by itself, and by a person only who knows', async () => {
  await using post = await aPost('drop-after-data')
  const { server, world } = post
  const email = await sent(world)
  expect(email).toMatchObject({ state: 'unknown', attempts: 1, nextAttemptAt: null })
  await sendEmail(world.systemCtx(), { emailId: email.id })
  await world.runJobs()
  expect(server.connections()).toBe(1)
  const again = { emailId: email.id }
  await expect(
    sendEmailAgain(world.ctx, { ...again, mayArriveTwice: false }),
  ).rejects.toMatchObject({ code: 'email_may_have_arrived' })
  await sendEmailAgain(world.ctx, { ...again, mayArriveTwice: true })
  await world.runJobs()
  expect(await getEmail(world.ctx, again)).toMatchObject({ state: 'sent', attempts: 2 })
  // The same name for both: a receiving server that has the first drops the second.
  const names = server.received.map(({ source }) => /^Message-ID: .*$/m.exec(source)?.[0])
  expect(names).toHaveLength(2)
  expect(new Set(names).size).toBe(1)
})

test('several workers with the same job send it once', async () => {
  await using post = await aPost()
  const { server, world } = post
  const { id: emailId } = await sendTestEmail(world.ctx, {})
  const ctx = world.systemCtx()
  await Promise.all(Array.from({ length: 4 }, async () => await sendEmail(ctx, { emailId })))
  await world.runJobs({ workers: 2 })
  expect(server.received).toHaveLength(1)
  expect(await getEmail(world.ctx, { emailId })).toMatchObject({ state: 'sent', attempts: 1 })
})

test('what a killed worker was sending may have arrived; a worker that was only slow is still heard', async () => {
  await using post = await aPost()
  const { world } = post
  const { id: emailId } = await sendTestEmail(world.ctx, {})
  const { promise: answer, resolve: say } = Promise.withResolvers<{
    kind: 'sent'
    answer: string
  }>()
  const mailer: Mailer = { from: 'hours@example.com', send: async () => await answer }
  const slow = sendEmail(systemContext({ ...world.services, mailer }, world.workspaceId), {
    emailId,
  })
  await expect.poll(async () => (await getEmail(world.ctx, { emailId })).state).toBe('sending')
  const wait = await sendEmail(world.systemCtx(), { emailId })
  expect(wait).toEqual({ kind: 'retry', afterSeconds: 180 })
  world.clock.advance(180_000)
  await sendEmail(world.systemCtx(), { emailId })
  expect(await getEmail(world.ctx, { emailId })).toMatchObject({ state: 'unknown' })
  say({ kind: 'sent', answer: '250 Taken' })
  await slow
  expect(await getEmail(world.ctx, { emailId })).toMatchObject({ state: 'sent', attempts: 1 })
})

test('without a mail server nothing is promised', async () => {
  await using world = await createWorld({ mail: null })
  expect(await getEmailSettings(world.ctx)).toMatchObject({ isOn: false, from: null })
  await expect(sendTestEmail(world.ctx, {})).rejects.toMatchObject({ code: 'mail_is_off' })
})

test('only administrators read what went out, and nobody what another workspace sent', async () => {
  await using post = await aPost()
  const { world } = post
  const { id: emailId } = await sendTestEmail(world.ctx, {})
  const bookkeeper = world.ctxAs('bookkeeper')
  const declined = { code: 'not_allowed' }
  const employee = world.ctxAs('employee')
  await expect(listEmails(employee, page)).rejects.toMatchObject(declined)
  await expect(getEmail(employee, { emailId })).rejects.toMatchObject(declined)
  await expect(getEmailSettings(bookkeeper)).rejects.toMatchObject(declined)
  await expect(sendTestEmail(bookkeeper, {})).rejects.toMatchObject(declined)
  const { ctx } = await world.otherWorkspace()
  const missing = { code: 'email_not_found' }
  await expect(getEmail(ctx, { emailId })).rejects.toMatchObject(missing)
  await expect(sendEmailAgain(ctx, { emailId, mayArriveTwice: true })).rejects.toMatchObject(
    missing,
  )
})

/** Emma works for Piet, who approves. */
async function aTeam(world: World) {
  const emma = await world.has.member({ name: 'Emma' })
  const piet = await world.has.member({ name: 'Piet', role: 'project_manager' })
  const project = await world.has.project({ managerId: piet.id })
  await updateApprovalSettings(world.ctx, { changes: { approvalBy: 'project_manager' } })
  const entry = await world.has.timeEntry({
    projectId: project.id,
    memberId: emma.id,
    workedOn: day,
  })
  const items = [{ kind: 'time_entry' as const, id: entry.id }]
  return { emma, piet, items }
}

test('who submits is read by the manager, who is rejected reads why in their language', async () => {
  await using post = await aPost()
  const { server, world } = post
  const { emma, piet, items } = await aTeam(world)
  await updateMe(emma.ctx, { language: 'nl' })
  await submitWork(emma.ctx, { from: day, to: day })
  await rejectWork(piet.ctx, { items, note: 'Which task?\nSay <more>.' })
  await world.runJobs()
  const { items: emails } = await listEmails(world.ctx, page)
  expect(emails.map(({ kind, language, state }) => [kind, language, state])).toEqual([
    ['work_rejected', 'nl', 'sent'],
    ['work_submitted', 'en', 'sent'],
  ])
  const [rejected, submitted] = emails
  expect(rejected?.subject).toMatch(/^Afgekeurd: registraties van /)
  expect(rejected?.body).toContain('Piet heeft 1 registratie')
  expect(rejected?.body).toContain('“Which task?\nSay <more>.”')
  expect(rejected?.body).toContain('http://localhost:4000/timesheets?on=2026-11-16')
  expect(submitted?.body).toContain('Emma submitted 1 registration')
  const mail = server.received.find(({ to }) => to.includes(emma.email))
  expect(mail?.text).toContain('Say &lt;more&gt;.')
})

test('a stand-in is told for whom and when, and on those days what was submitted', async () => {
  await using post = await aPost()
  const { world } = post
  const { emma, piet } = await aTeam(world)
  const tina = await world.has.member({ name: 'Tina', role: 'project_manager' })
  await updateMe(tina.ctx, { language: 'nl' })
  const later = { fromOn: '2026-12-01', untilOn: '2026-12-05' }
  const subjects = async () =>
    (await listEmails(world.ctx, page)).items.map(({ to, subject }) => [to[0], subject])
  await createStandIn(piet.ctx, { standInId: tina.id, ...later })
  expect(await subjects()).toEqual([[tina.email, 'Vervanging van Piet, 2026-12-01 t/m 2026-12-05']])
  await submitWork(emma.ctx, { from: day, to: day })
  // Not her days: only Piet reads it.
  expect((await subjects()).slice(0, -1)).toEqual([
    [piet.email, 'Submitted: work of Emma, 2026-11-16'],
  ])
  await takeBackWork(emma.ctx, { from: day, to: day })
  await createStandIn(world.ctx, {
    managerId: piet.id,
    standInId: tina.id,
    fromOn: day,
    untilOn: day,
  })
  await submitWork(emma.ctx, { from: day, to: day })
  const told = (await subjects()).slice(0, 3)
  expect(told).toContainEqual([piet.email, 'Submitted: work of Emma, 2026-11-16'])
  expect(told).toContainEqual([tina.email, 'Ingediend: registraties van Emma, 2026-11-16'])
  expect(told).toContainEqual([tina.email, 'Vervanging van Piet, 2026-11-16'])
})

test('who does not want e-mails about approval gets none, and neither does who rejects their own', async () => {
  await using post = await aPost()
  const { world } = post
  const { emma, piet, items } = await aTeam(world)
  expect((await updateMe(emma.ctx, { wantsApprovalEmails: false })).member).toMatchObject({
    wantsApprovalEmails: false,
  })
  await updateMe(piet.ctx, { wantsApprovalEmails: false })
  await submitWork(emma.ctx, { from: day, to: day })
  await rejectWork(piet.ctx, { items, note: 'No' })
  expect((await listEmails(world.ctx, page)).items).toEqual([])
})
