import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'
import { SearchIcon } from '../ui/icons.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <main className="hb-center">
      <EmptyState
        icon={SearchIcon}
        title={t('shell.notFoundTitle')}
        description={t('shell.notFound')}
        action={
          <Button variant="default" component={Link} to="/timesheets">
            {t('shell.toTimesheets')}
          </Button>
        }
      />
    </main>
  )
}
