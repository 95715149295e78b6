import { useTranslation } from 'react-i18next'
import { callsOf, useCallCost } from '../../ui/call-cost.ts'
import { useCan } from '../../me.ts'
import { ReasonButton } from '../../ui/buttons.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useConnectXero } from './xero-queries.ts'

/** Leads to Xero again: for a lost access, more permissions, or one more organisation. */
export function ConnectButton({ label, isMain = false }: { label: string; isMain?: boolean }) {
  const { t } = useTranslation()
  const can = useCan()
  const callCost = useCallCost()
  const connect = useConnectXero()
  if (connect.error) return <RefusalNote refusal={connect.error} />
  return (
    <ReasonButton
      size="xs"
      variant={isMain ? 'filled' : 'default'}
      loading={connect.isPending || connect.isSuccess}
      disabledReason={can('xero:connect') ? null : t('xeroSettings.needsAdministrator')}
      title={callCost(callsOf.connect)}
      onClick={() => connect.mutate()}
    >
      {label}
    </ReasonButton>
  )
}
