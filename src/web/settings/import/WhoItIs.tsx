import { useTranslation } from 'react-i18next'
import { FilterTabs } from '../../ui/FilterTabs.tsx'

export type RowChoice = 'apply' | 'create' | 'skip'

type WhoItIsProps = {
  name: string
  /** The client that was suggested. */
  client: string
  choice: RowChoice
  onChoose: (choice: RowChoice) => void
}

/** One click says who somebody is that nothing but likeness speaks for. */
export function WhoItIs({ name, client, choice, onChoose }: WhoItIsProps) {
  const { t } = useTranslation()
  return (
    <div className="hb-import-who">
      <FilterTabs<RowChoice>
        label={t('imports.whatToDo', { name })}
        value={choice}
        onChange={onChoose}
        tabs={[
          { value: 'skip', label: t('imports.leaveOut') },
          { value: 'apply', label: t('imports.itIs', { client }) },
          { value: 'create', label: t('imports.newClient') },
        ]}
      />
    </div>
  )
}
