import { answered, api, type AnswerOf } from '#client/api.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { StarIcon } from '../ui/icons.tsx'

type Shortcut = AnswerOf<'/api/v1/shortcuts'>['recents'][number]

const most = 6

/** Favourites and what was worked on last, one press away. */
export function Shortcuts({ onChoose }: { onChoose: (shortcut: Shortcut) => void }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['time-entries', 'shortcuts'],
    queryFn: () => answered(api.GET('/api/v1/shortcuts')),
  })
  const favourites = data?.favourites ?? []
  const starred = new Set(favourites.map(nameOf))
  const recents = (data?.recents ?? []).filter((each) => !starred.has(nameOf(each)))
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
            {starred.has(nameOf(each)) ? (
              <StarIcon size={12} title={t('timesheets.favourite')} />
            ) : null}
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

function nameOf({ projectId, taskId }: { projectId: string; taskId: string | null }): string {
  return `${projectId} ${taskId ?? ''}`
}
