import { Refusal } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState, LoadFailed } from '../ui/EmptyState.tsx'
import { DangerIcon, RefreshIcon } from '../ui/icons.tsx'
import { NotAllowedPage } from './NotAllowedPage.tsx'

/** Instead of a page that threw: what the server declined, or a fault of ours. */
export function PageCrash({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const queries = useQueryErrorResetBoundary()
  if (error instanceof Refusal && error.code === 'not_allowed') return <NotAllowedPage />
  if (error instanceof Refusal) {
    return (
      <LoadFailed
        isPage
        error={error}
        onRetry={() => {
          queries.reset()
          reset()
          void router.invalidate()
        }}
      />
    )
  }
  return (
    <EmptyState
      isPage
      icon={DangerIcon}
      title={t('shell.crashTitle')}
      description={t('shell.crash')}
      action={
        <Button
          variant="default"
          leftSection={<RefreshIcon />}
          onClick={() => window.location.reload()}
        >
          {t('shell.reload')}
        </Button>
      }
    />
  )
}
