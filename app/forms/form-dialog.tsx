'use client'

import type { ReactNode } from 'react'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Dialog, type DialogProps } from '@/app/ui/dialog'
import type { AppErrorShape } from '@/server/shared/app-error'
import { t } from '@/server/shared/text'

interface FormDialogProps {
  title: string
  description?: ReactNode
  /** The label of the button: a verb. */
  verb: string
  /** Why it can't be sent as it is. */
  reason?: string | undefined
  width?: 's' | 'm' | 'l'
  /** What gets the focus at opening; absent: the first control. */
  initialFocus?: DialogProps['initialFocus']
  /** 'danger': what it does destroys something. */
  tone?: 'danger'
  submitting: boolean
  /** What went wrong and stands at none of the fields. */
  error: AppErrorShape | null
  onSubmit: () => void
  onClose: () => void
  /** More buttons, before the others. */
  aside?: ReactNode
  children: ReactNode
}

/** The frame of a form in a window: Enter sends, Escape leaves, what went wrong stands above the buttons. */
export function FormDialog({
  initialFocus,
  verb,
  reason,
  submitting,
  error,
  onSubmit,
  onClose,
  aside,
  children,
  width = 's',
  tone,
  ...head
}: FormDialogProps) {
  return (
    <Dialog
      {...head}
      {...(initialFocus === undefined ? {} : { initialFocus })}
      open
      onClose={onClose}
      width={width}
      busy={submitting}
      error={error && <ErrorNote error={error} className="mt-4" />}
      onSubmit={() => {
        if (reason === undefined) onSubmit()
      }}
      footer={
        <>
          {aside}
          <Button onClick={onClose} reason={submitting ? t('Still working') : undefined}>
            {t('Cancel')}
          </Button>
          <Button type="submit" tone={tone ?? 'primary'} busy={submitting} reason={reason}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
