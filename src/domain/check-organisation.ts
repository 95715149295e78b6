import { type Finding, finding } from './findings.ts'
import type { OpenWork } from './open-work.ts'

const organisationItself = { subject: 'organisation', subjectId: null } as const
const work = { subject: 'work', subjectId: null } as const
const connection = { subject: 'connection', subjectId: null } as const

export type CheckedOrganisation = {
  name: string
  baseCurrency: string
  /** The last locked days. */
  periodLockOn: string | null
  endOfYearLockOn: string | null
  permits: { mayDraft: boolean; mayApprove: boolean; mayAttach: boolean }
}

type Around = {
  currency: string
  today: string
  open: Pick<OpenWork, 'firstOn' | 'items'>
}

/** What the organisation itself does not take: the currency, the days, or what the role and plan allow. */
export function checkOrganisation(
  { name: organisation, baseCurrency, permits, ...locks }: CheckedOrganisation,
  { currency, today, open }: Around,
): Finding[] {
  const facts = { organisation }
  const about = organisationItself
  const findings: Finding[] = []
  if (baseCurrency !== currency) {
    findings.push(
      finding(
        { subject: 'currency', subjectId: null },
        {
          code: 'currency_differs',
          effect: 'blocks',
          facts: { organisation, theirs: baseCurrency, ours: currency },
        },
      ),
    )
  }
  if (!permits.mayDraft) {
    findings.push(finding(about, { code: 'invoices_are_not_allowed', effect: 'blocks', facts }))
  } else if (!permits.mayApprove) {
    findings.push(finding(about, { code: 'approval_is_not_allowed', effect: 'warns', facts }))
  }
  if (!permits.mayAttach) {
    findings.push(finding(about, { code: 'files_are_not_allowed', effect: 'warns', facts }))
  }
  const until = [locks.periodLockOn, locks.endOfYearLockOn].flatMap((day) => day ?? []).toSorted()
  return [...findings, ...checkLock(until.at(-1), { organisation, today, open })]
}

function checkLock(
  until: string | undefined,
  { organisation, today, open }: Pick<Around, 'today' | 'open'> & { organisation: string },
): Finding[] {
  if (until === undefined) return []
  if (today <= until) {
    const facts = { organisation, until }
    return [finding(organisationItself, { code: 'today_is_locked', effect: 'fails', facts })]
  }
  const first = open.firstOn
  if (first === null || first > until) return []
  const facts = { organisation, until, first }
  return [finding(work, { code: 'work_is_locked', effect: 'warns', facts })]
}

type CheckedCalls = { needed: number; left: number; parkedUntil: string | null }

/** Whether the calls that are left today carry an export of everything. */
export function checkCalls({ needed, left, parkedUntil }: CheckedCalls): Finding[] {
  if (parkedUntil !== null) {
    const facts = { until: parkedUntil }
    return [finding(connection, { code: 'calls_are_parked', effect: 'warns', facts })]
  }
  if (needed <= left) return []
  const facts = { calls: String(needed), left: String(left) }
  return [finding(connection, { code: 'calls_do_not_suffice', effect: 'warns', facts })]
}
