'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
import { cx } from './cx'
import { IconButton } from './icon-button'

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  /** One or two sentences under the title. */
  description?: ReactNode
  /** Something is being carried out: it does not close by Escape, the cross or a press outside. */
  busy?: boolean
  /** 400, 560 or 720 px. */
  width?: 's' | 'm' | 'l'
  /** What gets the focus at opening; absent: the first control. */
  initialFocus?: RefObject<HTMLElement | null>
  /** Buttons, the primary one last. */
  footer?: ReactNode
  /** Above the footer: what went wrong. The dialog stays and keeps its input. */
  error?: ReactNode
  /** Makes body and footer one form. */
  onSubmit?: () => void
  children?: ReactNode
}

const widths = { s: 'max-w-[25rem]', m: 'max-w-[35rem]', l: 'max-w-[45rem]' }

/** A window over the page. The focus stays inside and returns to what opened it. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  busy = false,
  width = 'm',
  initialFocus,
  footer,
  error,
  onSubmit,
  children,
}: DialogProps) {
  const content = (
    <>
      <div className="min-h-0 overflow-y-auto px-4 pb-4 text-l">
        {children}
        {error}
      </div>
      {footer !== undefined && (
        <div className="flex flex-wrap justify-end gap-2 border-line-subtle border-t px-4 py-3">{footer}</div>
      )}
    </>
  )
  return (
    <Base.Root
      open={open}
      onOpenChange={next => {
        if (!next && !busy) onClose()
      }}
      disablePointerDismissal
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-scrim bg-scrim transition-opacity duration-panel data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          {...(initialFocus === undefined ? {} : { initialFocus })}
          className={cx(
            'fixed top-[12vh] left-1/2 z-dialog flex max-h-[80vh] w-[calc(100vw-2rem)] -translate-x-1/2 flex-col rounded-panel border border-float-line bg-raised shadow-float transition-opacity duration-panel data-ending-style:opacity-0 data-starting-style:opacity-0',
            widths[width],
          )}
        >
          <div className="px-4 pt-4 pr-14 pb-2">
            <Base.Title className="title-s">{title}</Base.Title>
            {description !== undefined && (
              <Base.Description className="mt-1 text-l text-muted">{description}</Base.Description>
            )}
          </div>
          {onSubmit ? (
            <form
              noValidate
              className="flex min-h-0 flex-col"
              onSubmit={event => {
                event.preventDefault()
                // A dialog may be opened from inside another form.
                event.stopPropagation()
                if (!busy) onSubmit()
              }}
            >
              {content}
            </form>
          ) : (
            content
          )}
          {/* Last, so that the first control of the body has the focus at opening. */}
          <Base.Close
            render={
              <IconButton
                plain
                label="Close"
                icon="close"
                reason={busy ? 'Still working' : undefined}
                className="absolute top-2.5 right-2.5"
              />
            }
          />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
