import { Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { ChevronRightIcon } from './icons.tsx'
import './Page.css'

export type PageTab = {
  label: string
  to: string
  count?: number | undefined
  /** For a tab whose address is the beginning of its sisters' addresses. */
  isExact?: boolean
  /** Takes the search parameters along, such as filters that the sisters share. */
  keepsSearch?: boolean
}

type PageProps = {
  title: string
  /** Beside the title, such as a StatusBadge. */
  status?: ReactNode
  description?: ReactNode
  /** At the right of the title; the main action last. */
  actions?: ReactNode
  /** Sister pages, as links. */
  tabs?: readonly PageTab[]
  /** Where this page hangs, for detail pages only. */
  parent?: { label: string; to: string; search?: Record<string, string> }
  /** Between the head and the content over the full width, such as XeroNotice. */
  notice?: ReactNode
  /** Forms and settings read better in a narrow column. */
  width?: 'full' | 'narrow'
  isLoading?: boolean
  children?: ReactNode
}

/** The frame of every page: head with title and actions, tabs, content. Sets the title of the window. */
export function Page(props: PageProps) {
  const { title, status, description, actions, tabs, parent, notice, width = 'full' } = props
  useEffect(() => {
    document.title = `${title} · Hourbook`
  }, [title])
  return (
    <div className="hb-page" data-width={width}>
      {notice}
      <header className="hb-page-head" data-tabs={tabs ? true : undefined}>
        <div className="hb-page-line">
          <div className="hb-page-heading">
            {parent ? (
              <div className="hb-page-parent">
                <Link to={parent.to} search={parent.search ?? {}}>
                  {parent.label}
                </Link>
                <ChevronRightIcon size={14} />
              </div>
            ) : null}
            <div className="hb-page-title">
              <h1 className={props.isLoading ? 'hb-sr' : undefined}>{title}</h1>
              {props.isLoading ? <Skeleton height={24} width={220} /> : null}
              {status}
            </div>
            {description ? <p className="hb-page-description">{description}</p> : null}
          </div>
          {actions ? <div className="hb-page-actions">{actions}</div> : null}
        </div>
        {tabs ? <PageTabs tabs={tabs} label={title} /> : null}
      </header>
      <div className="hb-page-content">{props.children}</div>
    </div>
  )
}

function PageTabs({ tabs, label }: { tabs: readonly PageTab[]; label: string }) {
  return (
    <nav className="hb-tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          {...(tab.keepsSearch ? { search: true } : {})}
          className="hb-tab"
          activeProps={{ 'aria-current': 'page' }}
          activeOptions={{ includeSearch: false, exact: tab.isExact ?? false }}
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className="hb-tab-count hb-num">{tab.count}</span>
          )}
        </Link>
      ))}
    </nav>
  )
}

type SectionProps = {
  title: string
  description?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A titled part of a page, divided from the next by a hairline and never boxed. */
export function Section({ title, description, actions, children }: SectionProps) {
  return (
    <section className="hb-section">
      <div className="hb-section-head">
        <div>
          <h2>{title}</h2>
          {description ? <p className="hb-page-description">{description}</p> : null}
        </div>
        {actions ? <div className="hb-page-actions">{actions}</div> : null}
      </div>
      {children}
    </section>
  )
}

/** Filters and search above a list, in one line that wraps. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className="hb-toolbar">{children}</div>
}

/** Facts as label and value, such as the head of an invoice. */
export function Facts({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="hb-facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
