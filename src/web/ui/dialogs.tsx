import { Button, Drawer, Modal } from '@mantine/core'
import type { FormEventHandler, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonButton } from './buttons.tsx'
import { focusFirstError } from './form.ts'
import { RefusalNote } from './RefusalNote.tsx'
import './dialogs.css'

type FormDialogProps = {
  isOpen: boolean
  onClose: () => void
  title: string
  onSubmit: FormEventHandler<HTMLFormElement>
  submitLabel?: string
  /** Told when the button is pointed at, such as what it costs. */
  submitTitle?: string
  isBusy?: boolean
  /** Why the form cannot be sent now. */
  disabledReason?: string | null
  /** What the write threw; shown above the buttons unless the fields show it. */
  refusal?: Error | null
  fields?: readonly string[]
  /** At the left of the footer, such as Delete. */
  secondary?: ReactNode
  size?: number
  children: ReactNode
}

/** A form beside the page, for a thing of a list: the list stays in sight. */
export function FormDrawer({ size = 440, ...props }: FormDialogProps) {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size={size}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ content: 'hb-dialog', header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <DialogForm {...props} />
    </Drawer>
  )
}

/** A short form over the page. */
export function FormModal({ size = 480, ...props }: FormDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size={size}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <DialogForm {...props} />
    </Modal>
  )
}

function DialogForm(props: FormDialogProps) {
  const { t } = useTranslation()
  return (
    <form
      onSubmit={(event) => {
        props.onSubmit(event)
        focusFirstError(event.currentTarget)
      }}
      noValidate
      className="hb-dialog-form"
    >
      <div className="hb-dialog-fields">
        {props.children}
        <RefusalNote refusal={props.refusal} fields={props.fields ?? []} />
      </div>
      <div className="hb-dialog-footer">
        {props.secondary}
        <span className="hb-dialog-space" />
        <Button variant="default" onClick={props.onClose}>
          {t('ui.cancel')}
        </Button>
        <ReasonButton
          type="submit"
          loading={props.isBusy ?? false}
          disabledReason={props.disabledReason}
          title={props.submitTitle}
        >
          {props.submitLabel ?? t('ui.save')}
        </ReasonButton>
      </div>
    </form>
  )
}

type ConfirmDialogProps = {
  isOpen: boolean
  onClose: () => void
  title: string
  /** What will happen, and whether it can be undone. */
  children: ReactNode
  confirmLabel: string
  /** Told when the button is pointed at, such as what it costs. */
  confirmTitle?: string
  isDanger?: boolean
  isBusy?: boolean
  refusal?: Error | null
  /** Instead of the particulars of the refusal in words. */
  refusalDetail?: ReactNode
  onConfirm: () => void
}

/** Asks before what cannot be taken back. Prefer doing it with `toastUndo` where it can. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size={440}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-form">
        <div className="hb-dialog-fields">
          <div>{props.children}</div>
          <RefusalNote refusal={props.refusal} detail={props.refusalDetail} />
        </div>
        <div className="hb-dialog-footer">
          <span className="hb-dialog-space" />
          <Button variant="default" onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            data-autofocus
            loading={props.isBusy ?? false}
            title={props.confirmTitle}
            onClick={props.onConfirm}
            {...(props.isDanger ? { color: 'red' } : {})}
          >
            {props.confirmLabel}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
