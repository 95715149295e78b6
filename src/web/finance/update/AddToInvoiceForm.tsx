import { answered, api, type Refusal } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callsOf, useCallCost } from '../../ui/call-cost.ts'
import { ReasonButton } from '../../ui/buttons.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import { ExportPreviewView } from '../export/ExportPreviewView.tsx'
import type { ExportPreview, UninvoicedProject, XeroDocument } from '../types.ts'
import { ProjectChoices } from '../uninvoiced/ProjectChoices.tsx'
import {
  choiceProblem,
  initialChoice,
  instalmentErrors,
  isEmpty,
  itemsOfChoices,
  type ProjectChoice,
} from '../uninvoiced/uninvoiced-choice.ts'

type AddToInvoiceFormProps = {
  document: XeroDocument
  projects: readonly UninvoicedProject[]
  /** The last day whose hours, expenses and mileages count. */
  through: string
  onClose: () => void
}

/** How much of each project comes on the invoice, then the lines to the cent, then Xero. */
export function AddToInvoiceForm(props: AddToInvoiceFormProps) {
  const { document, through, onClose } = props
  const { t } = useTranslation()
  const callCost = useCallCost()
  const [projects] = useState(props.projects)
  const [choices, setChoices] = useState<ReadonlyMap<string, ProjectChoice>>(new Map())
  const chosen = projects.map((project) => ({
    project,
    choice: choices.get(project.projectId) ?? initialChoice(project),
  }))
  const items = itemsOfChoices(chosen, through)
  const isWrong = chosen.some(({ project, choice }) => choiceProblem(project, choice))
  const reason = isWrong
    ? t('uninvoiced.correctAmounts')
    : isEmpty(items)
      ? t('uninvoiced.nothingChosen')
      : null
  const path = { documentId: document.id }
  const preview = useMutation<ExportPreview, Refusal>({
    mutationFn: () =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/update-preview', {
          params: { path },
          body: { items },
        }),
      ),
  })
  const send = useWrite<string, XeroDocument>({
    send: (previewHash, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/update', {
          params: { path },
          body: { items, previewHash },
          headers,
        }),
      ),
    touches: billedKeys,
    onDone: () => {
      toast(t('xeroExports.adding'))
      onClose()
    },
  })
  if (preview.data) {
    const { previewHash } = preview.data
    return (
      <div className="hb-dialog-form">
        <div className="hb-dialog-fields" aria-busy={send.isPending}>
          <ExportPreviewView preview={preview.data} status="DRAFT" />
          <RefusalNote refusal={send.error} />
        </div>
        <div className="hb-dialog-footer">
          <Button
            variant="default"
            onClick={() => {
              preview.reset()
              send.reset()
            }}
          >
            {t('xeroExports.back')}
          </Button>
          <span className="hb-dialog-space" />
          <Button
            loading={send.isPending}
            title={callCost(callsOf.change)}
            onClick={() => send.mutate(previewHash)}
          >
            {t('xeroExports.updateInXero')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className="hb-dialog-form">
      <div className="hb-dialog-fields">
        <ProjectChoices
          chosen={chosen}
          through={through}
          target="xero"
          errors={instalmentErrors(preview.error?.fieldErrors ?? {}, items)}
          onChange={(projectId, choice) => setChoices(new Map(choices).set(projectId, choice))}
        />
        <RefusalNote refusal={preview.error} fields={['items']} />
      </div>
      <div className="hb-dialog-footer">
        <span className="hb-dialog-space" />
        <Button variant="default" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <ReasonButton
          loading={preview.isPending}
          disabledReason={reason}
          onClick={() => preview.mutate()}
        >
          {t('xeroExports.preview')}
        </ReasonButton>
      </div>
    </div>
  )
}
