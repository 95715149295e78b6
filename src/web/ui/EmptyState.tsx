import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DangerIcon, InboxIcon, RefreshIcon, type Icon } from './icons.tsx'
import { RefusalNote } from './RefusalNote.tsx'
import './EmptyState.css'

export type EmptyStateProps = {
  icon?: Icon
  /** That there is nothing is good news. */
  isSuccess?: boolean
  title: string
  /** What to do now. */
  description?: ReactNode
  action?: ReactNode
  /** Where it stands instead of a page, its title is the heading of the page. */
  isPage?: boolean
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ icon: Drawing = InboxIcon, ...props }: EmptyStateProps) {
  return (
    <div className="hb-empty">
      <span className="hb-empty-icon" data-tone={props.isSuccess ? 'success' : undefined}>
        <Drawing size={22} />
      </span>
      <EmptyTitle isPage={props.isPage ?? false}>{props.title}</EmptyTitle>
      {props.description ? <div className="hb-empty-text">{props.description}</div> : null}
      {props.action ? <div className="hb-empty-action">{props.action}</div> : null}
    </div>
  )
}

function EmptyTitle({ isPage, children }: { isPage: boolean; children: ReactNode }) {
  if (isPage) return <h1 className="hb-empty-title">{children}</h1>
  return <div className="hb-empty-title">{children}</div>
}

type LoadFailedProps = {
  error: Error
  onRetry?: (() => void) | undefined
  /** Where it stands instead of a page, its title is the heading of the page. */
  isPage?: boolean
}

/** A part of a page that could not be read, with a way to try again. */
export function LoadFailed({ error, onRetry, isPage = false }: LoadFailedProps) {
  const { t } = useTranslation()
  return (
    <div className="hb-empty" role="alert">
      <span className="hb-empty-icon" data-tone="danger">
        <DangerIcon size={22} />
      </span>
      <EmptyTitle isPage={isPage}>{t('ui.loadFailedTitle')}</EmptyTitle>
      <div className="hb-empty-note">
        <RefusalNote refusal={error} />
      </div>
      {onRetry ? (
        <Button variant="default" leftSection={<RefreshIcon />} onClick={onRetry}>
          {t('ui.retry')}
        </Button>
      ) : null}
    </div>
  )
}
