import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { DecimalInput } from '../../ui/DecimalInput.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Money } from '../../ui/Values.tsx'
import type { UninvoicedProject } from '../types.ts'
import {
  choiceMinor,
  choiceProblem,
  instalmentMinor,
  openOf,
  openParts,
  type ProjectChoice,
} from './uninvoiced-choice.ts'

type Chosen = { project: UninvoicedProject; choice: ProjectChoice }

type ProjectChoicesProps = {
  chosen: readonly Chosen[]
  through: string
  target: 'xero' | 'own' | 'write-off'
  /** What the server said about the part of a fixed price, by project. */
  errors: ReadonlyMap<string, string>
  onChange: (projectId: string, choice: ProjectChoice) => void
}

/** How much of each project is invoiced now. */
export function ProjectChoices(props: ProjectChoicesProps) {
  const { t } = useTranslation()
  const { chosen, through, target, errors, onChange } = props
  const formats = useFormats()
  const totalMinor = chosen.reduce(
    (total, { project, choice }) => total + choiceMinor(project, choice),
    0,
  )
  const title = t(target === 'write-off' ? 'uninvoiced.whatToWriteOff' : 'uninvoiced.whatToInvoice')
  return (
    <section className="hb-finance-choices" aria-label={title}>
      <div className="hb-finance-choices-head">
        <h3>{title}</h3>
        <span className="hb-dim hb-small">
          {t('uninvoiced.throughDay', { day: formats.day(through) })}
        </span>
      </div>
      {chosen.map(({ project, choice }) => (
        <ProjectFields
          key={project.projectId}
          project={project}
          choice={choice}
          error={errors.get(project.projectId)}
          onChange={(changed) => onChange(project.projectId, changed)}
        />
      ))}
      <div className="hb-finance-choices-total">
        <span>{t('uninvoiced.chosenTotal')}</span>
        <Money minor={totalMinor} />
      </div>
    </section>
  )
}

type ProjectFieldsProps = Chosen & {
  error: string | undefined
  onChange: (choice: ProjectChoice) => void
}

function ProjectFields({ project, choice, error, onChange }: ProjectFieldsProps) {
  return (
    <fieldset className="hb-finance-choice">
      <legend>
        <span className="hb-finance-choice-head">
          <span className="hb-clipped" title={`${project.clientName} · ${project.projectName}`}>
            <span className="hb-cell-title">{project.projectName}</span>
            <span className="hb-dim"> · {project.clientName}</span>
          </span>
          <Money minor={choiceMinor(project, choice)} />
        </span>
      </legend>
      <OpenParts project={project} choice={choice} onChange={onChange} />
      {(project.fixedPriceLeftMinor ?? 0) > 0 ? (
        <FixedPrice project={project} choice={choice} error={error} onChange={onChange} />
      ) : null}
      <PlannedParts project={project} choice={choice} onChange={onChange} />
      <Periods project={project} choice={choice} onChange={onChange} />
    </fieldset>
  )
}

type PartProps = Omit<ProjectFieldsProps, 'error'>

function OpenParts({ project, choice, onChange }: PartProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  return openParts.map((part) => {
    const { count, amountMinor } = openOf(project, part)
    if (count === 0) return null
    const { seconds, billedSeconds } = project.openHours
    const billed = formats.duration(billedSeconds)
    const worked = t('rounding.workedHours', { hours: formats.duration(seconds) })
    const hours = seconds === billedSeconds ? billed : `${billed}, ${worked}`
    return (
      <CheckLine
        key={part}
        label={t(`uninvoiced.parts.${part}`, { count, hours })}
        amountMinor={amountMinor}
        isChecked={choice.parts.has(part)}
        onToggle={() => onChange({ ...choice, parts: toggled(choice.parts, part) })}
      />
    )
  })
}

function PlannedParts({ project, choice, onChange }: PartProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  return project.plannedInstalments.map(({ id, description, dueOn, amountMinor }) => {
    const words = description || t('uninvoiced.part')
    return (
      <CheckLine
        key={id}
        label={
          dueOn === null
            ? words
            : t('uninvoiced.partOn', { description: words, day: formats.day(dueOn) })
        }
        amountMinor={amountMinor}
        isChecked={choice.planned.has(id)}
        onToggle={() => onChange({ ...choice, planned: toggled(choice.planned, id) })}
      />
    )
  })
}

function Periods({ project, choice, onChange }: PartProps) {
  const formats = useFormats()
  return project.duePeriods.map(({ startsOn, endsOn, amountMinor }) => (
    <CheckLine
      key={startsOn}
      label={`${formats.day(startsOn)} – ${formats.day(endsOn)}`}
      amountMinor={amountMinor}
      isChecked={choice.periods.has(startsOn)}
      onToggle={() => onChange({ ...choice, periods: toggled(choice.periods, startsOn) })}
    />
  ))
}

function FixedPrice({ project, choice, error, onChange }: ProjectFieldsProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const left = formats.money(project.fixedPriceLeftMinor ?? 0)
  const problem = choiceProblem(project, choice)
  const typed = choice.mode === 'amount' ? choice.amount : choice.percentage
  // Nothing is wrong with a field that nobody has typed in yet.
  const words =
    error ?? (problem && typed !== '' ? t(`uninvoiced.problems.${problem}`, { left }) : null)
  const amountMinor = instalmentMinor(project, choice)
  return (
    <ChoiceList
      label={t('uninvoiced.fixedPrice', {
        price: formats.money(project.fixedPriceMinor ?? 0),
      })}
      value={choice.mode}
      onChange={(mode) => onChange({ ...choice, mode })}
      choices={[
        { value: 'all', label: t('uninvoiced.modes.all', { left }) },
        {
          value: 'amount',
          label: t('uninvoiced.modes.amount'),
          children: (
            <DecimalInput
              label={t('uninvoiced.amount')}
              decimals={2}
              unit={formats.settings.currency}
              value={choice.amount}
              onChange={(amount) => onChange({ ...choice, amount })}
              error={words}
            />
          ),
        },
        {
          value: 'percentage',
          label: t('uninvoiced.modes.percentage'),
          children: (
            <DecimalInput
              label={t('uninvoiced.percentage')}
              unit="%"
              value={choice.percentage}
              onChange={(percentage) => onChange({ ...choice, percentage })}
              description={amountMinor ? formats.money(amountMinor) : undefined}
              error={words}
            />
          ),
        },
        { value: 'nothing', label: t('uninvoiced.modes.nothing') },
      ]}
    />
  )
}

type CheckLineProps = {
  label: string
  amountMinor: number
  isChecked: boolean
  onToggle: () => void
}

function CheckLine({ label, amountMinor, isChecked, onToggle }: CheckLineProps) {
  return (
    <div className="hb-finance-check">
      <Checkbox label={label} checked={isChecked} onChange={onToggle} />
      <span className="hb-num">
        <Money minor={amountMinor} currency={null} />
      </span>
    </div>
  )
}

function toggled<Value>(values: ReadonlySet<Value>, value: Value): Set<Value> {
  const next = new Set(values)
  if (!next.delete(value)) next.add(value)
  return next
}
