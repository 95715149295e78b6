import { ActionIcon, Button } from '@mantine/core'
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApprovalBar } from '../approval/ApprovalBar.tsx'
import { useCan, useMe } from '../me.ts'
import { MemberSelect } from '../pickers/MemberSelect.tsx'
import { given } from '../search-params.ts'
import { ChevronLeftIcon, ChevronRightIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import type { Period } from '#domain/periods.ts'
import './timesheets.css'

/** The day and person in the address, with today and the own person as default. */
export function useTimesheet() {
  const { on, member } = useSearch({ strict: false })
  const me = useMe()
  return { day: on ?? me.today, memberId: member ?? me.member.id, isOwn: !member }
}

type TimesheetFrameProps = {
  kind: 'week' | 'month'
  period: Period
  /** What the period is called. */
  title: ReactNode
  /** The other ways to look at the same. */
  views?: ReactNode
  /** At the right of the period, such as totals. */
  totals?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** What hours, expenses and mileages share: tabs, whose they are, and moving through time. */
export function TimesheetFrame(props: TimesheetFrameProps) {
  const { t } = useTranslation()
  const can = useCan()
  const me = useMe()
  const { memberId, day } = useTimesheet()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const words =
    props.kind === 'week'
      ? ([
          t('timesheets.previousWeek'),
          t('timesheets.nextWeek'),
          t('timesheets.thisWeek'),
        ] as const)
      : ([
          t('timesheets.previousMonth'),
          t('timesheets.nextMonth'),
          t('timesheets.thisMonth'),
        ] as const)
  const { previous, next, from, to } = props.period
  const isNow = me.today >= from && me.today <= to

  // Hours have several pages; the tab leads to the one that is open.
  const hoursPage = /\/(?:week|month)$/.exec(pathname) ? pathname : '/timesheets'

  function go(change: { on?: string | undefined; member?: string | undefined }): void {
    void navigate({ to: '.', search: (before) => given({ ...before, ...change }) as never })
  }

  return (
    <Page
      title={t('timesheets.title')}
      actions={
        <>
          {can('registrations:all') ? (
            <div className="hb-timesheet-person">
              <MemberSelect
                label={t('timesheets.whose')}
                isLabelHidden
                value={memberId}
                onChange={(value) =>
                  go({ member: value === null || value === me.member.id ? undefined : value })
                }
              />
            </div>
          ) : null}
          {props.actions}
        </>
      }
      tabs={[
        { label: t('timesheets.hours'), to: hoursPage, isExact: true, keepsSearch: true },
        { label: t('timesheets.expenses'), to: '/timesheets/expenses', keepsSearch: true },
        { label: t('timesheets.mileages'), to: '/timesheets/mileages', keepsSearch: true },
      ]}
    >
      <div className="hb-period">
        <div className="hb-period-steps">
          <ActionIcon
            variant="default"
            data-shortcut="previous"
            aria-label={words[0]}
            onClick={() => go({ on: previous })}
          >
            <ChevronLeftIcon />
          </ActionIcon>
          <ActionIcon
            variant="default"
            data-shortcut="next"
            aria-label={words[1]}
            onClick={() => go({ on: next })}
          >
            <ChevronRightIcon />
          </ActionIcon>
        </div>
        <h2 className="hb-period-title">{props.title}</h2>
        {isNow ? null : (
          <Button
            variant="default"
            size="xs"
            data-shortcut="today"
            onClick={() => go({ on: undefined })}
          >
            {words[2]}
          </Button>
        )}
        {props.views}
        <div className="hb-period-totals">{props.totals}</div>
      </div>
      <ApprovalBar kind={props.kind} day={day} from={from} to={to} memberId={memberId} />
      {props.children}
    </Page>
  )
}
