import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { pageAfter, readAll } from '../read-all.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { PlusIcon } from '../ui/icons.tsx'
import { SkeletonLines } from '../ui/SkeletonLines.tsx'
import { ContractDialog } from './ContractDialog.tsx'
import './administration.css'

export type Contract = components['schemas']['Contract']

/** What a person works a week and costs: the contracts, the latest first. */
export function Contracts({ memberId }: { memberId: string }) {
  const { t } = useTranslation()
  const can = useCan()
  const formats = useFormats()
  const [editing, setEditing] = useState<Contract | 'new' | null>(null)
  const query = useQuery({
    queryKey: ['contracts', memberId],
    queryFn: () =>
      readAll((cursor) =>
        answered(
          api.GET('/api/v1/members/{memberId}/contracts', {
            params: { path: { memberId }, query: pageAfter(cursor) },
          }),
        ),
      ),
    enabled: can('rates:read'),
  })
  if (!can('rates:read')) return null
  const wordsOf = (contract: Contract) =>
    t('people.contractWords', {
      from: formats.day(contract.startsOn),
      to: contract.endsOn ? formats.day(contract.endsOn) : t('projects.untilFurtherNotice'),
      hours: formats.duration(contract.weekdaySeconds.reduce((sum, each) => sum + each, 0)),
    })
  return (
    <fieldset className="hb-fieldset">
      <legend>{t('people.contracts')}</legend>
      {query.isPending ? <SkeletonLines /> : null}
      <ul className="hb-administration-contracts">
        {query.data?.map((contract) => (
          <li key={contract.id}>
            <span>
              {wordsOf(contract)}
              {contract.costRate === null ? null : (
                <span className="hb-dim">
                  {' · '}
                  {t('people.costs', { rate: formats.quantity(contract.costRate, 2) })}
                </span>
              )}
            </span>
            <button
              type="button"
              className="hb-link-button"
              aria-label={`${t('ui.edit')}: ${wordsOf(contract)}`}
              onClick={() => setEditing(contract)}
            >
              {t('ui.edit')}
            </button>
          </li>
        ))}
      </ul>
      {query.data?.length === 0 ? (
        <p className="hb-dim hb-small hb-administration-none">{t('people.noContracts')}</p>
      ) : null}
      <div>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<PlusIcon size={14} />}
          onClick={() => setEditing('new')}
        >
          {t('people.newContract')}
        </Button>
      </div>
      {editing ? (
        <ContractDialog
          memberId={memberId}
          contract={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </fieldset>
  )
}
