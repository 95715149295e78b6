import { Anchor, Button, Menu, Tooltip, type ButtonProps } from '@mantine/core'
import {
  cloneElement,
  type ComponentProps,
  type ReactElement,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { ChevronDownIcon, ExternalIcon, type Icon } from './icons.tsx'
import './buttons.css'

type ReasonButtonProps = ButtonProps &
  Pick<ComponentProps<'button'>, 'onClick' | 'type' | 'aria-label' | 'title'> & {
    /** Why the button cannot be used now; null or undefined when it can. */
    disabledReason?: string | null | undefined
  }

/**
 * A button that, while disabled, stays reachable by keyboard and says why: on hover, on focus and to screen readers.
 */
export function ReasonButton({ disabledReason, onClick, ...props }: ReasonButtonProps) {
  const reasonId = useId()
  if (!disabledReason) return <Button {...props} onClick={onClick} />
  return (
    <>
      <Tooltip label={disabledReason} events={{ hover: true, focus: true, touch: true }}>
        <Button
          {...props}
          type="button"
          data-disabled
          aria-disabled
          aria-describedby={reasonId}
          onClick={(event) => event.preventDefault()}
        />
      </Tooltip>
      <span id={reasonId} className="hb-sr">
        {disabledReason}
      </span>
    </>
  )
}

export type ActionItem = {
  label: string
  icon?: Icon
  onClick?: () => void
  /** Told when the item is pointed at, such as what it costs. */
  title?: string
  /** Shown under the label; the item stays reachable but does nothing. */
  disabledReason?: string | null | undefined
  isDanger?: boolean
  /** An address outside Hourbook, opened in a new tab. */
  href?: string | undefined
}

type ActionsMenuProps = {
  items: readonly (ActionItem | 'divider')[]
  /** The text of the button; 'Actions' unless given. */
  label?: string
  /** Replaces the button, such as a dots icon in a row. Must be a button that passes its ref. */
  trigger?: ReactElement<ComponentProps<'button'> & { ref?: Ref<HTMLButtonElement> }>
  variant?: 'default' | 'filled'
}

/** Actions ▾. An action that cannot be used now is shown with its reason instead of being hidden. */
export function ActionsMenu(props: ActionsMenuProps) {
  const [isAwake, setAwake] = useState(false)
  // A list has a menu in each row: until it is pressed, there is only its button.
  if (props.trigger && !isAwake) {
    return cloneElement(props.trigger, {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onClick: () => setAwake(true),
    })
  }
  return <WholeMenu {...props} />
}

function WholeMenu({ items, label, trigger, variant = 'default' }: ActionsMenuProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  useEffect(() => {
    button?.focus()
    // It was just pressed. Opened by its first drawing, the menu would not know where the focus came from.
    // oxlint-disable-next-line react/set-state-in-effect
    if (button) setOpen(true)
  }, [button])
  return (
    <Menu
      opened={isOpen}
      onChange={setOpen}
      width={items.some((item) => item !== 'divider' && item.disabledReason) ? 300 : 'auto'}
    >
      <Menu.Target>
        {trigger ? (
          cloneElement(trigger, { ref: setButton })
        ) : (
          <Button variant={variant} rightSection={<ChevronDownIcon size={14} />}>
            {label ?? t('ui.actions')}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item, index) =>
          item === 'divider' ? (
            // Dividers have no identity but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <Menu.Divider key={`divider-${index}`} />
          ) : (
            <ActionMenuItem key={item.label} item={item} />
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function ActionMenuItem({ item }: { item: ActionItem }) {
  const reasonId = useId()
  const { t } = useTranslation()
  const { icon: Drawing, disabledReason } = item
  const leftSection = Drawing ? <Drawing /> : undefined
  if (disabledReason) {
    return (
      <Menu.Item
        leftSection={leftSection}
        closeMenuOnClick={false}
        aria-disabled
        aria-describedby={reasonId}
        className="hb-action-disabled"
      >
        {item.label}
        <span id={reasonId} className="hb-action-reason">
          {disabledReason}
        </span>
      </Menu.Item>
    )
  }
  if (item.href) {
    return (
      <Menu.Item
        component="a"
        href={item.href}
        target="_blank"
        rel="noreferrer"
        leftSection={leftSection}
        rightSection={<ExternalIcon size={14} title={t('ui.opensInNewTab')} />}
      >
        {item.label}
      </Menu.Item>
    )
  }
  return (
    <Menu.Item
      leftSection={leftSection}
      onClick={item.onClick}
      title={item.title}
      {...(item.isDanger ? { className: 'hb-action-danger' } : {})}
    >
      {item.label}
    </Menu.Item>
  )
}

/** A link to another site, such as a document in Xero. */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" className="hb-external" inherit>
      {children}
      <ExternalIcon size={13} title={t('ui.opensInNewTab')} />
    </Anchor>
  )
}
