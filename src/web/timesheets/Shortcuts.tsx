import { useTranslation } from 'react-i18next'
import { StarIcon } from '../ui/icons.tsx'
import { nameOf, type Shortcut, useFavourites } from './favourites.ts'

const most = 6

/** Favourites and what was worked on last, one press away. */
export function Shortcuts({ onChoose }: { onChoose: (shortcut: Shortcut) => void }) {
  const { t } = useTranslation()
  const { favourites, recents, isFavourite } = useFavourites()
  const shown = [...favourites, ...recents].slice(0, Math.max(most, favourites.length))
  if (shown.length === 0) return null
  return (
    <ul className="hb-shortcuts" aria-label={t('timesheets.shortcuts')}>
      {shown.map((each) => (
        <li key={nameOf(each)}>
          <button
            type="button"
            className="hb-shortcut"
            title={each.clientName}
            onClick={() => onChoose(each)}
          >
            {isFavourite(each) ? <StarIcon size={12} title={t('timesheets.favourite')} /> : null}
            <span className="hb-ellipsis">
              {each.projectName}
              {each.taskName ? <span className="hb-dim"> · {each.taskName}</span> : null}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
