import { reportPeriods } from '#domain/report-views.ts'
import { Button, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useCan, useMe } from '../me.ts'
import { DayInput } from '../ui/DayInput.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { FilterIcon } from '../ui/icons.tsx'
import { Toolbar } from '../ui/Page.tsx'
import { SearchInput } from '../ui/SearchInput.tsx'
import {
  defaultPeriod,
  groupingsOf,
  periodRange,
  type ReportSearch,
  type ReportTab,
} from './report-search.ts'
import { ReportNameFilters, ReportStatusFilter } from './ReportNameFilters.tsx'

type ReportFiltersProps = {
  tab: ReportTab
  search: ReportSearch
  /** Undefined takes a filter away. */
  onChange: (changes: { [Key in keyof ReportSearch]: ReportSearch[Key] | undefined }) => void
  onReset: () => void
}

/** Filters of a report. They stand in the address, so that a report can be sent to a colleague. */
export function ReportFilters({ tab, search, onChange, onReset }: ReportFiltersProps) {
  const { t } = useTranslation()
  const [isUnfolded, fold] = useDisclosure(false)
  const count = filterCount(search)
  return (
    <div className="hb-reports-filters" data-unfolded={isUnfolded || undefined}>
      <Toolbar>
        <SearchInput
          label={t('reports.search')}
          value={search.q ?? ''}
          onChange={(q) => onChange({ q: q || undefined })}
        />
        <PeriodFilter search={search} onChange={onChange} />
        <Button
          className="hb-reports-unfold"
          variant="default"
          leftSection={<FilterIcon />}
          aria-expanded={isUnfolded}
          onClick={fold.toggle}
        >
          {count > 0 ? t('reports.filtersWithCount', { count }) : t('reports.filters')}
        </Button>
        <ReportNameFilters tab={tab} search={search} onChange={onChange} />
        <StandingFilters search={search} onChange={onChange} />
        <GroupBy tab={tab} search={search} onChange={onChange} />
        {count > 0 || search.period !== undefined ? (
          <button type="button" className="hb-link-button hb-reports-reset" onClick={onReset}>
            {t('reports.resetFilters')}
          </button>
        ) : null}
      </Toolbar>
    </div>
  )
}

type FilterProps = Pick<ReportFiltersProps, 'search' | 'onChange'>

function PeriodFilter({ search, onChange }: FilterProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { workspace, today } = useMe()
  const period = search.period ?? defaultPeriod
  const isBackwards = Boolean(search.from && search.to && search.from > search.to)

  function choose(value: string | null): void {
    const chosen = reportPeriods.find((each) => each === value) ?? defaultPeriod
    if (chosen !== 'custom') return onChange({ period: chosen, from: undefined, to: undefined })
    // Begins with the days that are in force, to be narrowed.
    const range = period === 'custom' ? search : periodRange(period, { today, ...workspace })
    onChange({ period: 'custom', from: range.from, to: range.to })
  }

  const range = period === 'custom' ? {} : periodRange(period, { today, ...workspace })
  return (
    <>
      <Select
        className="hb-reports-period"
        aria-label={t('reports.period')}
        data={reportPeriods.map((value) => ({ value, label: t(`reports.periods.${value}`) }))}
        value={period}
        onChange={choose}
        maxDropdownHeight={400}
        title={
          range.from && range.to
            ? `${formats.day(range.from)} – ${formats.day(range.to)}`
            : t(`reports.periods.${period}`)
        }
      />
      {period === 'custom' ? (
        <div className="hb-reports-days">
          <DayInput
            label={t('reports.from')}
            isLabelHidden
            placeholder={t('reports.from')}
            isClearable
            value={search.from ?? null}
            onChange={(from) => onChange({ from: from ?? undefined })}
            error={isBackwards ? t('reports.endsBeforeStart') : undefined}
          />
          <span className="hb-dim" aria-hidden>
            –
          </span>
          <DayInput
            label={t('reports.to')}
            isLabelHidden
            placeholder={t('reports.to')}
            isClearable
            value={search.to ?? null}
            onChange={(to) => onChange({ to: to ?? undefined })}
            error={isBackwards}
          />
        </div>
      ) : null}
    </>
  )
}

function StandingFilters({ search, onChange }: FilterProps) {
  const { t } = useTranslation()
  return (
    <>
      <Select
        className="hb-reports-filter"
        aria-label={t('reports.billable')}
        placeholder={t('reports.billable')}
        clearable
        clearButtonProps={{ 'aria-label': t('ui.clear') }}
        clearSectionMode="clear"
        data={[
          { value: 'yes', label: t('reports.billableYes') },
          { value: 'no', label: t('reports.billableNo') },
        ]}
        value={search.billable ?? null}
        onChange={(value) => onChange({ billable: yesNo(value) })}
      />
      <ReportStatusFilter search={search} onChange={onChange} />
    </>
  )
}

function GroupBy({ tab, search, onChange }: FilterProps & { tab: ReportTab }) {
  const { t } = useTranslation()
  const can = useCan()
  const groupings = groupingsOf(tab, { seesEverybody: can('registrations:all') })
  return (
    <Select
      className="hb-reports-filter hb-reports-group-by"
      aria-label={t('reports.groupBy')}
      placeholder={t('reports.groupBy')}
      clearable
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      clearSectionMode="clear"
      data={groupings.map((value) => ({ value, label: t(`reports.groupings.${value}`) }))}
      value={groupings.find((each) => each === search.groupBy) ?? null}
      onChange={(value) => onChange({ groupBy: groupings.find((each) => each === value) })}
    />
  )
}

// What narrows the rows, besides the period.
const filters = ['clientId', 'projectId', 'memberId', 'taskId', 'billable', 'status', 'q'] as const

function filterCount(search: ReportSearch): number {
  return filters.filter((each) => search[each] !== undefined).length
}

function yesNo(value: string | null): 'yes' | 'no' | undefined {
  return value === 'yes' || value === 'no' ? value : undefined
}
