import { ActionIcon, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { CatchBoundary, Outlet, useLocation, useRouterState } from '@tanstack/react-router'
import { memo, type ReactNode, Suspense, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { speak } from '../i18n.ts'
import { languageFor, useCan, useMe } from '../me.ts'
import { FormatProvider } from '../ui/FormatProvider.tsx'
import { MenuIcon } from '../ui/icons.tsx'
import { OfflineBar } from '../offline/OfflineBar.tsx'
import { useReadyForOffline } from '../offline/use-ready-for-offline.ts'
import { UpdateNotice } from '../offline/UpdateNotice.tsx'
import { Keyboard } from '../palette/Keyboard.tsx'
import { PaletteButton } from '../palette/PaletteButton.tsx'
import { TimerBox } from '../timer/TimerBox.tsx'
import { MainMenu } from './MainMenu.tsx'
import { permissionFor } from './menu.ts'
import { NotAllowedPage } from './NotAllowedPage.tsx'
import { PageCrash } from './PageCrash.tsx'
import { PageSkeleton } from './PageSkeleton.tsx'
import { LogoMark } from './Wordmark.tsx'
import './AppShell.css'

/** Menu at the left, page at the right; on a phone a bar on top and the menu in a drawer. */
export function AppShell() {
  const { t, i18n } = useTranslation()
  const me = useMe()
  const { workspace } = me
  const { language } = i18n
  const settings = useMemo(() => ({ ...workspace, language }), [workspace, language])
  const chosen = languageFor(me)
  useEffect(() => void speak(chosen), [chosen])
  const pathname = useLocation({ select: (location) => location.pathname })
  useReadyForOffline()
  const can = useCan()
  const needed = permissionFor(pathname)
  return (
    <FormatProvider settings={settings}>
      <a href="#content" className="hb-skip">
        {t('shell.skipToContent')}
      </a>
      <div className="hb-shell">
        <TopBar name={workspace.name} />
        <aside className="hb-sidebar">
          <MainMenu />
        </aside>
        <Main>
          <UpdateNotice />
          <OfflineBar />
          <CatchBoundary getResetKey={() => pathname} errorComponent={PageCrash}>
            <Suspense fallback={<PageSkeleton />}>
              {needed && !can(needed) ? <NotAllowedPage /> : <Outlet />}
            </Suspense>
          </CatchBoundary>
        </Main>
      </div>
      <Keyboard />
    </FormatProvider>
  )
}

function Main({ children }: { children: ReactNode }) {
  const isLeaving = useRouterState({ select: ({ status }) => status === 'pending' })
  return (
    <main id="content" className="hb-main" tabIndex={-1} aria-busy={isLeaving}>
      {children}
    </main>
  )
}

// Drawn again with what it shows, not with each page.
const TopBar = memo(function TopBar({ name }: { name: string }) {
  const { t } = useTranslation()
  const [isOpen, menu] = useDisclosure(false)
  return (
    <nav className="hb-topbar" aria-label={t('shell.topBar')}>
      <ActionIcon size="md" aria-label={t('shell.openMenu')} onClick={menu.open}>
        <MenuIcon size={20} />
      </ActionIcon>
      <LogoMark size={24} />
      <span className="hb-topbar-name hb-ellipsis">{name}</span>
      <span className="hb-topbar-end">
        <PaletteButton isCompact />
        <TimerBox isCompact />
      </span>
      <Drawer.Root opened={isOpen} onClose={menu.close} position="left" size={280}>
        <Drawer.Overlay />
        <Drawer.Content className="hb-menu-drawer" aria-label={t('shell.mainMenu')}>
          <Drawer.Body className="hb-menu-drawer-body">
            <MainMenu onNavigate={menu.close} />
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </nav>
  )
})
