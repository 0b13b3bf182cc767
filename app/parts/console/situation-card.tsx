'use client'

import { Button } from '@/app/ui/button'
import type { Remedy } from '@/app/ui/menu'
import { Spinner } from '@/app/ui/spinner'
import { StatusShape } from '@/app/ui/status-mark'
import { type IconName, isIconName } from '@/app/ui/symbol'
import { t, told } from '@/server/shared/text'
import type { Situation } from './console-situation'

/** A step that the page offers, as its action catalogue has it. */
export interface ConsoleAction {
  id: string
  label: string
  icon?: string
  /** Why it cannot be done now. */
  reason?: string | undefined
  /** What a press does instead then. */
  remedy?: Remedy | undefined
}

interface SituationCardProps {
  situation: Situation
  actions: readonly ConsoleAction[]
  onAction: (id: string) => void
  onRetry: () => void
}

/** Stands where the picture would be and says why there is none, with the one step that leads on. */
export function SituationCard({ situation, actions, onAction, onRetry }: SituationCardProps) {
  const { kind, title, text, step } = situation
  const action = step !== null && step !== 'retry' ? actions.find(({ id }) => id === step.action) : undefined
  return (
    <div className="pointer-events-none absolute inset-0 flex items-center justify-center p-4">
      <div
        role={kind === 'failed' ? 'alert' : 'status'}
        className="pointer-events-auto flex max-w-md flex-col items-center gap-1 rounded-panel border border-line bg-base px-6 py-5 text-center"
      >
        <span className="mb-1 flex h-5 items-center text-muted">
          <Mark {...situation} />
        </span>
        <p className="title-s text-strong">{title}</p>
        {text !== null && <p className="text-m text-muted">{text}</p>}
        {action && (
          <Button
            className="mt-3"
            tone="primary"
            {...iconOf(action)}
            reason={action.reason}
            remedy={action.remedy}
            onClick={() => onAction(action.id)}
          >
            {told(action.label)}
          </Button>
        )}
        {action?.reason !== undefined && <p className="mt-1 text-m text-muted">{action.reason}</p>}
        {step === 'retry' && (
          <Button
            className="mt-3"
            tone={kind === 'failed' ? 'primary' : 'neutral'}
            icon="refresh"
            onClick={onRetry}
          >
            {kind === 'failed' ? t('Try again') : t('Try now')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** As states are drawn everywhere: a square for halted, two bars for paused, half a disc for suspended. */
function Mark({ kind, state }: Situation) {
  if (kind === 'pending') return <Spinner size={18} />
  if (kind === 'missing') return <StatusShape status="unknown" size={18} />
  if (kind === 'failed') return <StatusShape status="trouble" size={18} />
  const held = state === 'Paused' || state === 'Suspended'
  return <StatusShape status={held ? 'held' : 'idle'} half={state === 'Suspended'} size={18} />
}

function iconOf({ icon }: ConsoleAction): { icon?: IconName } {
  return icon !== undefined && isIconName(icon) ? { icon } : {}
}
