import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

const views = [
  { to: '/timesheets', word: 'timesheets.viewList' },
  { to: '/timesheets/week', word: 'timesheets.viewWeek' },
  { to: '/timesheets/month', word: 'timesheets.viewMonth' },
] as const

/** The ways to look at hours. */
export function HoursViews() {
  const { t } = useTranslation()
  return (
    <nav className="hb-views" aria-label={t('timesheets.views')}>
      {views.map(({ to, word }) => (
        <Link
          key={to}
          to={to}
          search={(before) => before as never}
          activeOptions={{ exact: true, includeSearch: false }}
          className="hb-view"
        >
          {t(word)}
        </Link>
      ))}
    </nav>
  )
}
