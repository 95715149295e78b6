import { lineNetMinor } from '#domain/money.ts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BudgetBar } from '../budgets/BudgetBar.tsx'
import { useBudgets } from '../budgets/budget-queries.ts'
import { useCan } from '../me.ts'
import { useRatesToday } from '../rates/use-rates-today.ts'
import type { Column } from '../ui/data-list-types.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Dash, Money, Quantity } from '../ui/Values.tsx'
import { ColorDot } from './ColorSelect.tsx'
import type { Project } from './project-queries.ts'

/** The columns of a list of projects; leave out `client` where it is known. */
export function useProjectColumns(rows: readonly Project[] | undefined): Column<Project>[] {
  const { t } = useTranslation()
  const can = useCan()
  const byHour = rows?.filter((project) => project.invoiceMethod === 'project_hourly_rate')
  const rateToday = useRatesToday('project', {
    rows: byHour,
    firstOf: (project) => project.hourlyRate,
  })
  const budgets = useBudgets((rows ?? []).map((project) => project.id))
  const columns: Column<Project>[] = [
    {
      key: 'name',
      sortKey: 'name',
      header: t('projects.name'),
      width: '24%',
      isTruncated: true,
      phone: 'title',
      cell: (project) => <ProjectName project={project} />,
    },
    {
      key: 'client',
      sortKey: 'client',
      header: t('projects.client'),
      width: '16%',
      isTruncated: true,
      phone: 'line',
      cell: (project) => <span title={project.clientName}>{project.clientName}</span>,
    },
    {
      key: 'method',
      sortKey: 'invoiceMethod',
      header: t('projects.method'),
      width: 200,
      phone: 'line',
      cell: (project) => t(`projects.methods.${project.invoiceMethod}`),
    },
    {
      key: 'period',
      sortKey: 'startsOn',
      header: t('projects.period'),
      width: 190,
      phone: 'hidden',
      cell: (project) => <ProjectPeriod project={project} />,
    },
    {
      key: 'budget',
      header: t('budgets.column'),
      width: 150,
      phone: 'line',
      cell: (project) => {
        const budget = budgets.get(project.id)
        return budget ? <BudgetBar budget={budget} /> : <Dash />
      },
    },
    {
      key: 'price',
      header: t('projects.price'),
      align: 'end',
      width: 170,
      phone: 'value',
      cell: (project) => <ProjectPrice project={project} hourlyRate={rateToday(project)} />,
    },
  ]
  return can('rates:read')
    ? columns
    : columns.filter((column) => column.key !== 'price' && column.key !== 'budget')
}

function ProjectName({ project }: { project: Project }) {
  const { t } = useTranslation()
  return (
    <>
      <ColorDot color={project.color} />
      <Link
        to="/projects/$projectId"
        params={{ projectId: project.id }}
        className="hb-cell-title"
        title={project.name}
      >
        {project.name}
      </Link>{' '}
      {project.parentName ? <span className="hb-cell-sub">{project.parentName}</span> : null}{' '}
      {project.code ? <span className="hb-cell-sub">{project.code}</span> : null}{' '}
      {project.archivedAt ? <StatusBadge>{t('projects.archived')}</StatusBadge> : null}
    </>
  )
}

function ProjectPeriod({ project }: { project: Project }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { startsOn, endsOn } = project
  if (startsOn && endsOn) {
    return <span className="hb-num">{`${formats.day(startsOn)} – ${formats.day(endsOn)}`}</span>
  }
  if (startsOn)
    return <span className="hb-num">{t('projects.from', { day: formats.day(startsOn) })}</span>
  if (endsOn)
    return <span className="hb-num">{t('projects.until', { day: formats.day(endsOn) })}</span>
  return <Dash />
}

/** Of one width, so that the numbers before it stand below each other. */
function PriceUnit({ children }: { children?: string }) {
  return <span className="hb-dim hb-project-unit">{children}</span>
}

type ProjectPriceProps = { project: Project; hourlyRate: string | null }

function ProjectPrice({ project, hourlyRate }: ProjectPriceProps) {
  const { t } = useTranslation()
  const { subscription } = project
  if (project.fixedPriceMinor !== null && project.invoiceMethod.startsWith('fixed_price')) {
    return (
      <>
        <Money minor={project.fixedPriceMinor} currency={null} /> <PriceUnit />
      </>
    )
  }
  if (project.invoiceMethod === 'subscription' && subscription) {
    return (
      <>
        <Money
          minor={lineNetMinor(subscription.quantity, subscription.unitPrice)}
          currency={null}
        />{' '}
        <PriceUnit>{t(`projects.each.${subscription.interval}`)}</PriceUnit>
      </>
    )
  }
  if (project.invoiceMethod === 'project_hourly_rate') {
    return (
      <>
        <Quantity value={hourlyRate} decimals={2} /> <PriceUnit>{t('projects.anHour')}</PriceUnit>
      </>
    )
  }
  return (
    <>
      <Dash /> <PriceUnit />
    </>
  )
}
