import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Callout } from '../ui/Callout.tsx'

type NewerNoteProps = {
  /** What is said: whose hours, expense or trip was saved. */
  words: string
  /** Each field: its name, what it says now, and whether the form says the same. */
  fields: readonly (readonly [label: string, now: string, isSame: boolean])[]
  onTake: () => void
}

/** What somebody else wrote in the meantime, where it differs from what is typed here. */
export function NewerNote({ words, fields, onTake }: NewerNoteProps) {
  const { t } = useTranslation()
  return (
    <Callout tone="warning" isLive title={t('timesheets.newerTitle')}>
      <p className="hb-newer-words">{words}</p>
      <dl className="hb-newer">
        {fields
          .filter(([, , isSame]) => !isSame)
          .map(([label, now]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{now}</dd>
            </div>
          ))}
      </dl>
      <Button size="xs" variant="default" onClick={onTake}>
        {t('timesheets.takeTheirs')}
      </Button>
    </Callout>
  )
}
