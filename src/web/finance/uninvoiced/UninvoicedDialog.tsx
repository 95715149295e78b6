import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ExportDialog } from '../export/ExportDialog.tsx'
import { WriteOffDialog } from '../write-offs/WriteOffDialog.tsx'
import { OwnInvoiceDialog } from '../invoices/OwnInvoiceDialog.tsx'
import type { UninvoicedProject } from '../types.ts'
import { ProjectChoices } from './ProjectChoices.tsx'
import {
  choiceProblem,
  initialChoice,
  instalmentErrors,
  isEmpty,
  itemsOfChoices,
  type ProjectChoice,
} from './uninvoiced-choice.ts'

type UninvoicedDialogProps = {
  target: 'xero' | 'own' | 'write-off'
  projects: readonly UninvoicedProject[]
  /** The last day whose hours, expenses and mileages count. */
  through: string
  onClose: () => void
  onDone: () => void
}

/** First how much of each project, then as any export, own invoice or write-off. */
export function UninvoicedDialog(props: UninvoicedDialogProps) {
  const { t } = useTranslation()
  const { target, through, onClose, onDone } = props
  // The projects as they were when the dialog opened: what is chosen must not change under the hands.
  const [projects] = useState(props.projects)
  const [choices, setChoices] = useState<ReadonlyMap<string, ProjectChoice>>(
    new Map(projects.map((project) => [project.projectId, initialChoice(project)])),
  )
  const chosen = projects.map((project) => ({
    project,
    choice: choices.get(project.projectId) ?? initialChoice(project),
  }))
  const items = itemsOfChoices(chosen, through)
  const isWrong = chosen.some(({ project, choice }) => choiceProblem(project, choice))
  const leadReason = isWrong
    ? t('uninvoiced.correctAmounts')
    : isEmpty(items)
      ? t('uninvoiced.nothingChosen')
      : null
  const lead = (fieldErrors: Record<string, string>) => (
    <ProjectChoices
      chosen={chosen}
      through={through}
      target={target}
      errors={instalmentErrors(fieldErrors, items)}
      onChange={(projectId, choice) => setChoices(new Map(choices).set(projectId, choice))}
    />
  )
  if (target === 'xero') {
    return <ExportDialog items={items} lead={lead} leadReason={leadReason} onClose={onClose} />
  }
  if (target === 'write-off') {
    return (
      <WriteOffDialog
        items={items}
        lead={lead({})}
        leadReason={leadReason}
        onClose={onClose}
        onDone={onDone}
      />
    )
  }
  const groups = [...Map.groupBy(chosen, ({ project }) => project.clientId)]
    .map(([clientId, group]) => ({
      clientId,
      clientName: group[0]?.project.clientName ?? '',
      items: itemsOfChoices(group, through),
    }))
    .filter((group) => !isEmpty(group.items))
    .toSorted((a, b) => a.clientName.localeCompare(b.clientName))
  return (
    <OwnInvoiceDialog
      groups={groups}
      lead={lead}
      leadReason={leadReason}
      onClose={onClose}
      onDone={onDone}
    />
  )
}
