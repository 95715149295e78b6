import { useFormats } from './FormatProvider.tsx'
import './FilterTabs.css'

export type FilterTab<Value extends string> = { value: Value; label: string; count?: number }

type FilterTabsProps<Value extends string> = {
  label: string
  value: Value
  onChange: (value: Value) => void
  tabs: readonly FilterTab<Value>[]
}

/** A filter whose few values are all in sight, with how many rows each has. */
export function FilterTabs<Value extends string>(props: FilterTabsProps<Value>) {
  const formats = useFormats()
  return (
    // A toolbar of toggles, not fieldset: a legend would be drawn above it.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className="hb-filter-tabs" role="group" aria-label={props.label}>
      {props.tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          className="hb-filter-tab"
          aria-pressed={tab.value === props.value}
          data-empty={tab.count === 0 || undefined}
          onClick={() => props.onChange(tab.value)}
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className="hb-num hb-filter-count">{formats.number(String(tab.count))}</span>
          )}
        </button>
      ))}
    </div>
  )
}
