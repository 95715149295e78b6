import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { decimalFromText } from '#lib/formats.ts'
import { useFormats } from './FormatProvider.tsx'
import './DecimalInput.css'

type DecimalInputProps = {
  label: string
  /** Hides the label from sight, not from screen readers. */
  isLabelHidden?: boolean
  /** A decimal text such as '95.00', '' for none, or what was typed while that is no number. */
  value?: string
  onChange: (value: string) => void
  /** Decimals that are always shown, as long as the field is not being edited. */
  decimals?: number
  /** What the number counts, at the right: 'EUR', '%', 'days'. */
  unit?: string | undefined
  placeholder?: string
  description?: ReactNode
  error?: ReactNode
  isRequired?: boolean
  isDisabled?: boolean
  className?: string
  /** Comes with `form.getInputProps`; by it the form finds the field to focus. */
  'data-path'?: string
}

/** A price, rate, quantity or percentage. Shows and understands the workspace's separators; gives a plain decimal text. */
export function DecimalInput({
  value = '',
  onChange,
  decimals = 0,
  unit,
  ...props
}: DecimalInputProps) {
  const formats = useFormats()
  const [typed, setTyped] = useState<string | null>(null)
  const shown = /^-?\d+(\.\d+)?$/.test(value) ? formats.quantity(value, decimals) : value
  return (
    <TextInput
      label={props.isLabelHidden ? undefined : props.label}
      {...(props.isLabelHidden ? { 'aria-label': props.label } : {})}
      description={props.description}
      error={props.error}
      placeholder={props.placeholder ?? ''}
      required={props.isRequired ?? false}
      disabled={props.isDisabled ?? false}
      {...(props.className ? { className: props.className } : {})}
      {...(props['data-path'] ? { 'data-path': props['data-path'] } : {})}
      inputMode="decimal"
      autoComplete="off"
      classNames={{ input: 'hb-decimal' }}
      rightSection={unit ? <span className="hb-unit">{unit}</span> : undefined}
      rightSectionPointerEvents="none"
      rightSectionWidth={unit ? `calc(${unit.length}ch + 24px)` : undefined}
      value={typed ?? shown}
      onFocus={() => setTyped(shown)}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        onChange(decimalFromText(text, formats.decimalSeparator) ?? text.trim())
      }}
    />
  )
}
