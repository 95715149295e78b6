import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'
import { LockIcon } from '../ui/icons.tsx'

/** Instead of a page that the role does not show. */
export function NotAllowedPage() {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${t('shell.notAllowedTitle')} · Hourbook`
  }, [t])
  return (
    <EmptyState
      isPage
      icon={LockIcon}
      title={t('shell.notAllowedTitle')}
      description={t('shell.notAllowed')}
      action={
        <Button variant="default" component={Link} to="/timesheets">
          {t('shell.toTimesheets')}
        </Button>
      }
    />
  )
}
