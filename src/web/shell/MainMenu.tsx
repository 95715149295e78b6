import { useFormats } from '../ui/FormatProvider.tsx'
import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsApproved } from '../approval/use-is-approved.ts'
import { waitingCountQuery } from '../approval/approval-queries.ts'
import { useCan } from '../me.ts'
import { PaletteButton } from '../palette/PaletteButton.tsx'
import { TimerBox } from '../timer/TimerBox.tsx'
import { ChevronRightIcon } from '../ui/icons.tsx'
import { allowedEntry, isUnder, mainMenu, settingsMenu, type MenuEntry } from './menu.ts'
import { UserMenu } from './UserMenu.tsx'
import { Wordmark } from './Wordmark.tsx'
import './MainMenu.css'

/** The left menu: work at the top, the gear and the person at the bottom. Shows what the role allows. */
export const MainMenu = memo(function MainMenu({ onNavigate }: { onNavigate?: () => void }) {
  const { t } = useTranslation()
  const can = useCan()
  const isApproved = useIsApproved()
  const entries = mainMenu
    .filter(({ key }) => key !== 'approvals' || isApproved)
    .flatMap((entry) => allowedEntry(entry, can) ?? [])
  const settings = allowedEntry(settingsMenu, can)
  return (
    <div className="hb-menu">
      <Wordmark />
      {onNavigate ? null : (
        <>
          <TimerBox />
          <PaletteButton />
        </>
      )}
      <nav aria-label={t('shell.mainMenu')} className="hb-menu-nav">
        <ul className="hb-menu-list">
          {entries.map((entry) => (
            <MenuItem key={entry.key} entry={entry} onNavigate={onNavigate} />
          ))}
        </ul>
        {settings ? (
          <ul className="hb-menu-list hb-menu-settings">
            <MenuItem entry={settings} onNavigate={onNavigate} />
          </ul>
        ) : null}
      </nav>
      <UserMenu />
    </div>
  )
})

type MenuItemProps = { entry: MenuEntry; onNavigate: (() => void) | undefined }

function MenuItem({ entry, onNavigate }: MenuItemProps) {
  const { t } = useTranslation()
  const pathname = useLocation({ select: (location) => location.pathname })
  const formats = useFormats()
  const waitingId = useId()
  const waiting = useWaiting(entry.key === 'approvals')
  const Drawing = entry.icon
  if (!entry.to || entry.pages) return <MenuGroup entry={entry} onNavigate={onNavigate} />
  return (
    <li>
      <Link
        to={entry.to}
        className="hb-menu-item"
        data-active={isUnder(pathname, entry.under ?? entry.to) || undefined}
        aria-describedby={waiting > 0 ? waitingId : undefined}
        onClick={onNavigate}
      >
        <Drawing size={18} />
        {t(entry.label)}
        {waiting > 0 ? (
          <span className="hb-menu-count hb-num" aria-hidden>
            {formats.number(String(waiting))}
          </span>
        ) : null}
      </Link>
      {waiting > 0 ? (
        <span id={waitingId} className="hb-sr">
          {t('approval.waiting', { count: waiting })}
        </span>
      ) : null}
    </li>
  )
}

const waitingFreshMs = 60_000

/** How many hours, expenses and trips wait for the person who looks. */
function useWaiting(isAsked: boolean): number {
  const { data } = useQuery({ ...waitingCountQuery, staleTime: waitingFreshMs, enabled: isAsked })
  // What another entry asked is kept under the same name.
  return isAsked ? (data ?? 0) : 0
}

function MenuGroup({ entry, onNavigate }: MenuItemProps) {
  const { t } = useTranslation()
  const pathname = useLocation({ select: (location) => location.pathname })
  const listId = useId()
  const isActive = (entry.pages ?? []).some((page) => isUnder(pathname, page.to))
  const [wish, setWish] = useLocalStorage<'open' | 'closed' | 'auto'>({
    key: `hourbook-menu-${entry.key}`,
    defaultValue: entry.key === 'settings' ? 'auto' : 'open',
    getInitialValueInEffect: false,
  })
  const isOpen = wish === 'open' || (wish === 'auto' && isActive)
  const Drawing = entry.icon
  return (
    <li>
      <button
        type="button"
        className="hb-menu-item"
        aria-expanded={isOpen}
        aria-controls={listId}
        data-active={(isActive && !isOpen) || undefined}
        onClick={() => setWish(isOpen ? 'closed' : 'open')}
      >
        <Drawing size={18} />
        {t(entry.label)}
        <ChevronRightIcon size={14} className="hb-menu-chevron" />
      </button>
      <ul id={listId} className="hb-menu-pages" hidden={!isOpen}>
        {(entry.pages ?? []).map((page) => (
          <li key={page.to}>
            <Link
              to={page.to}
              className="hb-menu-page"
              data-active={isUnder(pathname, page.to) || undefined}
              ref={isUnder(pathname, page.to) ? bringIntoSight : undefined}
              onClick={onNavigate}
            >
              {t(page.label)}
            </Link>
          </li>
        ))}
      </ul>
    </li>
  )
}

// A menu that is longer than the screen shows where one is.
function bringIntoSight(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest' })
}
