'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { IconButton } from '@/app/ui/icon-button'
import { useMedia } from '@/app/ui/media'
import { PanelBoundary } from '@/app/ui/panel-boundary'
import { SplitPane } from '@/app/ui/split-pane'
import { t } from '@/server/shared/text'

interface PeekLayoutProps {
  /** What lies beside, with its name; null: nothing does. */
  panel: { title: ReactNode; label: string; content: ReactNode } | null
  onClose: () => void
  children: ReactNode
}

const size = { initial: 400, min: 320, max: 640 }
/** From here on there is room for both side by side. */
const besideQuery = '(min-width: 80rem)'

/** A list with a panel at its right: beside it where there is room, else over it. Escape closes the panel. */
export function PeekLayout({ panel, onClose, children }: PeekLayoutProps) {
  const beside = useMedia(besideQuery)
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !panel) return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  const content = panel && <Panel {...panel} onClose={onClose} />
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard wherever the focus is in it
    <div className="relative flex min-h-0 min-w-0 grow" onKeyDown={key}>
      <SplitPane
        storageKey="panel"
        label={panel?.label ?? t('Details')}
        side="right"
        size={size}
        open={panel !== null && beside}
        pane={content}
      >
        {children}
      </SplitPane>
      {panel && !beside && (
        <section
          aria-label={panel.label}
          data-region
          className="absolute inset-y-0 right-0 z-panel flex w-panel max-w-full flex-col border-line border-l shadow-float"
        >
          {content}
        </section>
      )}
    </div>
  )
}

function Panel({ title, content, onClose }: NonNullable<PeekLayoutProps['panel']> & { onClose: () => void }) {
  const panel = useRef<HTMLDivElement>(null)
  // Who closes it from inside goes on in the list. Told before it leaves the page, when the focus goes with it.
  useLayoutEffect(() => {
    const element = panel.current
    return () => {
      if (element?.contains(document.activeElement)) {
        document.querySelector<HTMLElement>('[role="grid"] [data-row][tabindex="0"]')?.focus()
      }
    }
  }, [])
  // A button may go when it has been pressed: the keys stay in the panel.
  useEffect(() => (panel.current ? keepFocus(panel.current) : undefined), [])
  return (
    <div ref={panel} tabIndex={-1} className="flex min-h-0 grow flex-col bg-canvas outline-none">
      <div className="flex min-h-10 items-center gap-2 border-line-subtle border-b py-1 pr-1 pl-3">
        <h2 className="title-s min-w-0 grow truncate">{title}</h2>
        <IconButton size="s" icon="close" label={t('Close the panel')} onClick={onClose} />
      </div>
      <div className="min-h-0 grow overflow-y-auto p-3">
        <PanelBoundary what={t('This panel')}>{content}</PanelBoundary>
      </div>
    </div>
  )
}

/** Takes the focus when what had it inside the element is gone. Returns how to stop. */
function keepFocus(element: HTMLElement): () => void {
  let last: Element | null = null
  const note = ({ target }: FocusEvent) => {
    last = target instanceof Element ? target : null
  }
  const observer = new MutationObserver(() => {
    if (last === null || last.isConnected) return
    last = null
    if (document.activeElement === document.body) element.focus()
  })
  element.addEventListener('focusin', note)
  observer.observe(element, { childList: true, subtree: true })
  return () => {
    element.removeEventListener('focusin', note)
    observer.disconnect()
  }
}
