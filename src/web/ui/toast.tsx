import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { DangerIcon, SuccessIcon } from './icons.tsx'

const shortMs = 4_000
export const undoMs = 10_000

/** Says that something was done. */
export function toast(message: string): void {
  notifications.show({
    message,
    icon: <SuccessIcon size={18} />,
    autoClose: shortMs,
    className: 'hb-toast',
    closeButtonProps: { 'aria-label': i18next.t('ui.close') },
  })
}

/** Says that something did not work, where no form or page can say it. */
export function toastProblem(message: string): void {
  notifications.show({
    message,
    icon: <DangerIcon size={18} />,
    autoClose: undoMs,
    role: 'alert',
    className: 'hb-toast hb-toast-danger',
    closeButtonProps: { 'aria-label': i18next.t('ui.close') },
  })
}

/** The same for what was thrown. */
export function toastCause(cause: unknown): void {
  toastProblem(cause instanceof Error && cause.message ? cause.message : i18next.t('ui.problem'))
}

/** Says that something was done, and offers to take it back. */
export function toastUndo(message: string, undo: () => Promise<unknown>): void {
  const id = notifications.show({
    message: (
      <span className="hb-toast-undo">
        <span>{message}</span>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            undo().catch(toastCause)
          }}
        >
          {i18next.t('ui.undo')}
        </Button>
      </span>
    ),
    icon: <SuccessIcon size={18} />,
    autoClose: undoMs,
    className: 'hb-toast',
    closeButtonProps: { 'aria-label': i18next.t('ui.close') },
  })
}
