import { Radio } from '@mantine/core'
import type { ReactNode } from 'react'
import './ChoiceList.css'

export type Choice<Value extends string> = {
  value: Value
  label: ReactNode
  /** What it means, in plain words. */
  description?: ReactNode
  /** Fields that belong to this choice, shown below it while it is chosen. */
  children?: ReactNode
}

type ChoiceListProps<Value extends string> = {
  label: string
  isLabelHidden?: boolean
  description?: ReactNode
  error?: ReactNode
  /** Null while nothing is chosen. */
  value: Value | null
  onChange: (value: Value) => void
  choices: readonly Choice<Value>[]
  isDisabled?: boolean
  /** Side by side, where there is room: for two that are to be compared. */
  isInColumns?: boolean
}

/** One of a few, each with a line that explains it. For choices where the words matter more than the space. */
export function ChoiceList<Value extends string>(props: ChoiceListProps<Value>) {
  const { choices } = props
  return (
    <Radio.Group
      label={props.isLabelHidden ? undefined : props.label}
      aria-label={props.isLabelHidden ? props.label : undefined}
      description={props.description}
      error={props.error}
      value={props.value}
      onChange={(value) => {
        const choice = choices.find((each) => each.value === value)
        if (choice) props.onChange(choice.value)
      }}
    >
      <div className="hb-choices" data-columns={props.isInColumns || undefined}>
        {choices.map((choice) => (
          <div
            key={choice.value}
            className="hb-choice"
            data-chosen={choice.value === props.value || undefined}
          >
            <Radio
              value={choice.value}
              label={choice.label}
              description={choice.description}
              disabled={props.isDisabled ?? false}
              classNames={{ body: 'hb-choice-body', labelWrapper: 'hb-choice-words' }}
            />
            {choice.children && choice.value === props.value ? (
              <div className="hb-choice-fields">{choice.children}</div>
            ) : null}
          </div>
        ))}
      </div>
    </Radio.Group>
  )
}
