'use client'

import type { ReactNode } from 'react'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'

interface FormDialogProps {
  title: string
  description?: ReactNode
  /** The label of the button: a verb. */
  verb: string
  /** Why it can't be sent as it is. */
  reason?: string | undefined
  width?: 's' | 'm' | 'l'
  submitting: boolean
  error: ReactNode
  onSubmit: () => void
  onClose: () => void
  /** More buttons, before the others. */
  aside?: ReactNode
  children: ReactNode
}

/** The frame of an action's form: Enter sends, Escape leaves, what went wrong stands above the buttons. */
export function FormDialog({
  verb,
  reason,
  submitting,
  error,
  onSubmit,
  onClose,
  aside,
  children,
  width = 's',
  ...head
}: FormDialogProps) {
  return (
    <Dialog
      {...head}
      open
      onClose={onClose}
      width={width}
      busy={submitting}
      error={error}
      onSubmit={() => {
        if (reason === undefined) onSubmit()
      }}
      footer={
        <>
          {aside}
          <Button onClick={onClose} reason={submitting ? 'Still working' : undefined}>
            Cancel
          </Button>
          <Button type="submit" tone="primary" busy={submitting} reason={reason}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
