'use client'

import type { ReactNode } from 'react'
import { askFor } from '@/app/lib/asking'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import type { Targets } from '@/server/api/types'
import type { Action } from '@/server/catalogue/define'
import { t, told } from '@/server/shared/text'
import { PlanNote, usePlan } from './plan-note'

interface ManyDialogProps {
  action: Action
  targets: Targets
  name: string
  /** What it will be told. */
  input: unknown
  submitting: boolean
  error: ReactNode
  onConfirm: () => void
  onClose: () => void
}

/** What will be done to many, and to which it can't, before it is done. */
export function ManyDialog({
  action,
  targets,
  name,
  input,
  submitting,
  error,
  onConfirm,
  onClose,
}: ManyDialogProps) {
  const plan = usePlan(action.id, targets, input)
  const reason = plan.data?.can === 0 ? t('It can’t be done to any of them') : undefined
  return (
    <Dialog
      open
      onClose={onClose}
      title={plan.data?.title ? `${plan.data.title}?` : `${told(action.label)}: ${name}`}
      width="m"
      busy={submitting}
      error={error}
      onSubmit={() => {
        if (plan.data && reason === undefined) onConfirm()
      }}
      footer={
        <>
          <Button onClick={onClose} reason={submitting ? t('Already under way') : undefined}>
            {t('Cancel')}
          </Button>
          <Button
            type="submit"
            tone={action.tone === 'danger' ? 'danger' : 'primary'}
            busy={submitting || plan.isPending}
            reason={reason}
          >
            {told(action.label)}
          </Button>
        </>
      }
    >
      <PlanNote
        plan={plan.data}
        error={plan.error}
        onAsk={({ id, name, lacks }) => {
          onClose()
          askFor({ permission: lacks, object: { id, name }, label: told(action.label) })
        }}
      />
    </Dialog>
  )
}
