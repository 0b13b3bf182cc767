'use client'

import { type ReactNode, useEffect, useRef } from 'react'

interface PageHeaderProps {
  title: string
  /** Before the title: the object's mark. */
  mark?: ReactNode
  /** After the title: state word, count. */
  aside?: ReactNode
  /** Buttons at the end. */
  actions?: ReactNode
}

/**
 * The head of every page and its one h1, which takes the focus when the page was reached by a link, so that a screen
 * reader tells where one is; a page opened by its address leaves the focus to the browser.
 */
export function PageHeader({ title, mark, aside, actions }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const focused = document.activeElement
    if (
      visited &&
      (!focused || focused === document.body || !focused.closest('[role="grid"], [role="tree"]'))
    ) {
      heading.current?.focus({ preventScroll: true })
    }
    visited = true
  }, [])
  return (
    <header className="flex min-h-header shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      {mark}
      <h1 ref={heading} tabIndex={-1} className="title-m min-w-0 truncate">
        {title}
      </h1>
      {aside}
      {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}

/** Whether a page of this tab has been shown before. */
let visited = false
