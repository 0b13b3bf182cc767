'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { t } from '@/server/shared/text'
import { cx } from './cx'
import type { DialogProps } from './dialog'
import { IconButton } from './icon-button'

const widths = { s: 'max-w-[25rem]', m: 'max-w-[35rem]', l: 'max-w-[45rem]' }

/** The window itself: apart from its opener, because it is fetched when it is first opened. */
export function DialogWindow({
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
                label={t('Close')}
                icon="close"
                reason={busy ? t('Still working') : undefined}
                className="absolute top-2.5 right-2.5"
              />
            }
          />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
