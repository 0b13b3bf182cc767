'use client'

import { type ReactNode, useState } from 'react'
import { t } from '@/server/shared/text'
import { Button } from './button'
import { Dialog } from './dialog'
import { Field } from './field'
import { Input } from './input'

interface ConfirmDialogProps {
  open: boolean
  onClose: () => void
  onConfirm: () => void
  /** A question with the object's name in it: "Shut down web-01?" */
  title: string
  /** What will happen and what may be lost. */
  body: ReactNode
  /** The label of the button: the action's own verb. */
  verb: string
  tone?: 'primary' | 'danger'
  submitting: boolean
  /** What went wrong at the last press, or null. */
  error: ReactNode
  /** For what cannot be undone: this name has to be typed first. */
  typeName?: string
}

/** Enter held on a menu must not run through into a loss: a danger opens on Cancel, which stands first. */
export function ConfirmDialog({
  open,
  onClose,
  onConfirm,
  title,
  body,
  verb,
  tone = 'danger',
  submitting,
  error,
  typeName,
}: ConfirmDialogProps) {
  const [typed, setTyped] = useState('')
  const wanting = typeName !== undefined && typed !== typeName
  const close = () => {
    setTyped('')
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      width="s"
      busy={submitting}
      error={error}
      onSubmit={() => {
        if (!wanting) onConfirm()
      }}
      footer={
        <>
          <Button onClick={close} reason={submitting ? t('Already under way') : undefined}>
            {t('Cancel')}
          </Button>
          <Button
            type="submit"
            tone={tone}
            busy={submitting}
            reason={wanting ? t('Type the name “{typeName}” first', { typeName }) : undefined}
          >
            {verb}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <div>{body}</div>
        {typeName !== undefined && (
          <Field label={t('Type {typeName} to confirm', { typeName })} required>
            <Input value={typed} onChange={event => setTyped(event.target.value)} autoComplete="off" />
          </Field>
        )}
      </div>
    </Dialog>
  )
}
