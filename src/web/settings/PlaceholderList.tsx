import { useTranslation } from 'react-i18next'
import './settings.css'

/** The names that a text may hold, as they are written. */
export function PlaceholderList({ names }: { names: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <div className="hb-placeholders">
      <span className="hb-dim hb-small">{t('emails.placeholders')}</span>
      {names.map((each) => (
        <code key={each}>{`{{${each}}}`}</code>
      ))}
    </div>
  )
}
