import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'
import { SearchIcon } from '../ui/icons.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${t('shell.notFoundTitle')} · Hourbook`
  }, [t])
  return (
    <div className="hb-center">
      <EmptyState
        isPage
        icon={SearchIcon}
        title={t('shell.notFoundTitle')}
        description={t('shell.notFound')}
        action={
          <Button variant="default" component={Link} to="/timesheets">
            {t('shell.toTimesheets')}
          </Button>
        }
      />
    </div>
  )
}
