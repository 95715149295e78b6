import { ActionIcon, Menu } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ArrowDownIcon, ArrowUpIcon, GripIcon } from '../../ui/icons.tsx'
import { dragRow } from './drag-order.ts'

type LineHandleProps = { index: number; count: number; onMove: (to: number) => void }

/** Takes a line to another place: dragged, or by the menu it opens when it is pressed. */
export function LineHandle({ index, count, onMove }: LineHandleProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const wasDragged = useRef(false)
  return (
    <Menu
      opened={isOpen}
      // The press that ends a drag opens nothing.
      onChange={(opens) => setOpen(opens && !wasDragged.current)}
      position="bottom-start"
    >
      <Menu.Target>
        <ActionIcon
          className="hb-finance-editor-handle"
          data-alone={count < 2 || undefined}
          aria-label={t('invoices.moveLine', { number: index + 1 })}
          onPointerDown={(event) => {
            wasDragged.current = false
            if (event.button !== 0) return
            const handle = event.currentTarget
            const list = handle.closest('.hb-finance-editor-lines')
            dragRow({
              handle,
              pointerId: event.pointerId,
              clientY: event.clientY,
              rows: [...(list?.children ?? [])].filter((row) => row instanceof HTMLElement),
              from: index,
              onEnd: (to) => {
                wasDragged.current = to !== undefined
                if (to !== undefined && to !== index) onMove(to)
              },
            })
          }}
        >
          <GripIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<ArrowUpIcon />}
          rightSection={<span className="hb-finance-editor-keys">{t('invoices.moveUpKeys')}</span>}
          disabled={index === 0}
          onClick={() => onMove(index - 1)}
        >
          {t('invoices.moveUp')}
        </Menu.Item>
        <Menu.Item
          leftSection={<ArrowDownIcon />}
          rightSection={
            <span className="hb-finance-editor-keys">{t('invoices.moveDownKeys')}</span>
          }
          disabled={index === count - 1}
          onClick={() => onMove(index + 1)}
        >
          {t('invoices.moveDown')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
