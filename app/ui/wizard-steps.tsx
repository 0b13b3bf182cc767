'use client'

import { useEffect, useRef } from 'react'
import { cx } from './cx'
import { Icon } from './symbol'

export interface WizardStepMark {
  id: string
  title: string
  /** Not reached yet, done, the one that is open, or with something in it that has to be mended. */
  state: 'ahead' | 'done' | 'open' | 'wrong'
  /** For screen readers: "done", "has to be mended". */
  word?: string
}

interface WizardStepsProps {
  /** "Steps" */
  label: string
  steps: readonly WizardStepMark[]
  /** Steps that are ahead cannot be pressed. */
  onOpen: (index: number) => void
}

/** The steps of a wizard and how far one has come: beside its body, above it where it is narrow. */
export function WizardSteps({ label, steps, onOpen }: WizardStepsProps) {
  const list = useRef<HTMLOListElement>(null)
  const open = steps.findIndex(({ state }) => state === 'open')
  // Where they stand in a row that is wider than the window.
  useEffect(() => {
    list.current?.children[open]?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [open])
  return (
    <ol
      ref={list}
      aria-label={label}
      className="flex shrink-0 gap-1 overflow-x-auto max-md:pb-3 md:w-44 md:flex-col md:pr-4"
    >
      {steps.map(({ id, title, state, word }, index) => (
        <li key={id}>
          <button
            type="button"
            aria-current={state === 'open' ? 'step' : undefined}
            aria-disabled={state === 'ahead' || undefined}
            onClick={() => {
              if (state !== 'ahead') onOpen(index)
            }}
            className={cx(
              'ring-inside flex min-h-control w-full items-center gap-2 rounded-control px-2 text-start text-m',
              state === 'open' && 'bg-selected font-medium text-strong',
              state === 'ahead' && 'text-faint',
              (state === 'done' || state === 'wrong') && 'hover:bg-hover',
            )}
          >
            <span
              aria-hidden
              className={cx(
                'flex size-5 shrink-0 items-center justify-center rounded-full border text-s tabular-nums',
                state === 'wrong' ? 'border-trouble text-trouble' : 'border-line-control text-muted',
              )}
            >
              {state === 'done' ? <Icon name="check" size={12} /> : state === 'wrong' ? '!' : index + 1}
            </span>
            <span className="whitespace-nowrap">{title}</span>
            {word && <span className="sr-only">, {word}</span>}
          </button>
        </li>
      ))}
    </ol>
  )
}
