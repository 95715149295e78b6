import { useFormats } from './FormatProvider.tsx'

type MoneyProps = {
  /** Whole minor units; null shows a dash. */
  minor: number | null | undefined
  /** Another currency than the workspace's, or null for no symbol (dense tables). */
  currency?: string | null
  isDimmedWhenZero?: boolean
}

export function Money({ minor, currency, isDimmedWhenZero = false }: MoneyProps) {
  const formats = useFormats()
  if (minor === null || minor === undefined) return <Dash />
  const isDim = isDimmedWhenZero && minor === 0
  return (
    <span className={isDim ? 'hb-num hb-dim' : 'hb-num'}>
      {formats.money(minor, currency === undefined ? formats.settings.currency : currency)}
    </span>
  )
}

type QuantityProps = {
  /** A decimal string, such as '95.0000'. */
  value: string | null | undefined
  /** Decimals that are always shown. */
  decimals?: number
  unit?: string
}

export function Quantity({ value, decimals = 0, unit }: QuantityProps) {
  const formats = useFormats()
  if (value === null || value === undefined) return <Dash />
  return (
    <span className="hb-num">
      {formats.quantity(value, decimals)}
      {unit ? ` ${unit}` : ''}
    </span>
  )
}

export function DurationText({ seconds }: { seconds: number | null | undefined }) {
  const formats = useFormats()
  if (seconds === null || seconds === undefined) return <Dash />
  return <span className="hb-num">{formats.duration(seconds)}</span>
}

/** From one time of a day to another, as the workspace reads its clocks. */
export function TimesText({ times }: { times: readonly [string, string] | null }) {
  const formats = useFormats()
  if (!times) return null
  return <span className="hb-num hb-nowrap">{formats.times(...times)}</span>
}

/** A calendar day, 'YYYY-MM-DD', in the workspace's format. */
export function DayText({ day }: { day: string | null | undefined }) {
  const formats = useFormats()
  if (!day) return <Dash />
  return (
    <time className="hb-nowrap" dateTime={day}>
      {formats.day(day)}
    </time>
  )
}

/** A moment (ISO, UTC) as day and clock time in the workspace's time zone. */
export function MomentText({ at }: { at: string | null | undefined }) {
  const formats = useFormats()
  if (!at) return <Dash />
  return (
    <time className="hb-nowrap" dateTime={at}>
      {formats.moment(at)}
    </time>
  )
}

export function Dash() {
  return <span className="hb-dash">–</span>
}
