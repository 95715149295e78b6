import { answered, api } from '#client/api.ts'
import { logoMaxBytes } from '#domain/letterhead.ts'
import { Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/Page.tsx'
import { toast, toastProblem } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { type Letterhead, letterheadQuery, uploadLogo } from './letterhead-queries.ts'

/** The logo: kept as soon as it is chosen. */
export function LogoSection({ letterhead }: { letterhead: Letterhead }) {
  const { t } = useTranslation()
  const [version, setVersion] = useState(0)
  const touches = [letterheadQuery.queryKey]
  const save = useWrite({
    send: uploadLogo,
    touches,
    onDone: () => {
      setVersion((count) => count + 1)
      toast(t('letterhead.logoSaved'))
    },
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  const remove = useWrite({
    send: (_: void, headers) => answered(api.DELETE('/api/v1/letterhead/logo', { headers })),
    touches,
    onDone: () => toast(t('letterhead.logoRemoved')),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  const choose = (file: File | null) => {
    if (!file) return
    // What is too big is not even sent.
    if (file.size > logoMaxBytes) toastProblem(t('letterhead.logoHelp'))
    else save.mutate(file)
  }
  return (
    <Section title={t('letterhead.logo')} description={t('letterhead.logoHelp')}>
      <div className="hb-logo">
        <div className="hb-logo-paper">
          {letterhead.hasLogo ? (
            <img src={`/api/v1/letterhead/logo?v=${version}`} alt={t('letterhead.logo')} />
          ) : (
            <span className="hb-logo-none">{t('letterhead.noLogo')}</span>
          )}
        </div>
        <div className="hb-logo-buttons">
          <FileButton accept="image/png,image/jpeg" onChange={choose}>
            {(props) => (
              <Button variant="default" loading={save.isPending} {...props}>
                {t(letterhead.hasLogo ? 'letterhead.replaceLogo' : 'letterhead.chooseLogo')}
              </Button>
            )}
          </FileButton>
          {letterhead.hasLogo ? (
            <Button variant="subtle" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('letterhead.removeLogo')}
            </Button>
          ) : null}
        </div>
      </div>
    </Section>
  )
}
