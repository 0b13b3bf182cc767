'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { type Fact, Facts } from '@/app/ui/facts'
import { WizardSteps } from '@/app/ui/wizard-steps'
import type { AppErrorShape } from '@/server/shared/app-error'
import { t } from '@/server/shared/text'

export interface WizardStep<V extends FieldValues> {
  id: string
  title: string
  /** One or two sentences under the title. */
  description?: ReactNode
  /** What has to be well before one goes on. */
  fields: readonly FieldPath<V>[]
  content: ReactNode
}

interface WizardDialogProps<V extends FieldValues> {
  title: string
  /** The label of the last button: a verb. */
  verb: string
  /** Values stay while steps come and go: give the form the whole schema. */
  form: UseFormReturn<V>
  steps: readonly WizardStep<V>[]
  /** What is going to be done, told before it is: the last step. */
  summary: readonly Fact[]
  /** More buttons, before the others. */
  aside?: ReactNode
  /** Below the summary: what is asked last. */
  finish?: ReactNode
  submitting: boolean
  /** What went wrong; with a `field` of a step that step is opened again. */
  error: AppErrorShape | null
  onSubmit: () => void
  onClose: () => void
}

/**
 * A form in steps with a summary at the end. Enter goes on (or sends, at the end), Back keeps what was typed, a step that
 * was left can be opened again, and one in which something has to be mended says so. The focus goes to the step's title.
 */
export function WizardDialog<V extends FieldValues>(props: WizardDialogProps<V>) {
  const { title, verb, form, steps, summary, finish, aside, submitting, error, onSubmit, onClose } = props
  const [at, setAt] = useState(0)
  const [furthest, setFurthest] = useState(0)
  const { errors } = form.formState
  const step = steps[at]
  const body = useRef<HTMLDivElement>(null)
  const last = steps.length
  const wrong = (index: number) =>
    steps[index]?.fields.some(field => form.getFieldState(field).invalid) ?? false
  // Read, so that the form tells when a field's state changes.
  void errors

  const [seenError, setSeenError] = useState<AppErrorShape | null>(null)
  if (error !== seenError) {
    setSeenError(error)
    const named = steps.findIndex(({ fields }) => fields.some(field => field === error?.field))
    if (named >= 0) setAt(named)
  }

  const open = (index: number) => {
    setAt(index)
    setFurthest(Math.max(furthest, index))
  }
  const next = async () => {
    if (step && !(await form.trigger([...step.fields], { shouldFocus: true }))) return
    open(at + 1)
  }
  const send = async () => {
    if (await form.trigger()) return onSubmit()
    const first = steps.findIndex((_, index) => wrong(index))
    if (first >= 0) setAt(first)
  }
  const named = error && steps.some(({ fields }) => fields.some(field => field === error.field))
  const marks = [
    ...steps.map(({ id, title: name }) => ({ id, title: name })),
    { id: 'summary', title: t('Summary') },
  ]
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      width="l"
      // Not the list of steps, which comes before it.
      initialFocus={() => body.current?.querySelector<HTMLElement>('input, textarea, button') ?? true}
      busy={submitting}
      error={error && !named && <ErrorNote error={error} className="mt-4" />}
      onSubmit={() => void (at < last ? next() : send())}
      footer={
        <>
          {aside}
          <Button onClick={onClose} reason={submitting ? t('Still working') : undefined}>
            {t('Cancel')}
          </Button>
          {at > 0 && (
            <Button onClick={() => setAt(at - 1)} reason={submitting ? t('Still working') : undefined}>
              {t('Back')}
            </Button>
          )}
          <Button type="submit" tone="primary" busy={submitting}>
            {at < last ? t('Next') : verb}
          </Button>
        </>
      }
    >
      <div className="flex min-h-64 min-w-0 max-md:flex-col">
        <WizardSteps
          label={t('Steps')}
          steps={marks.map((mark, index) => {
            if (index === at) return { ...mark, state: 'open' }
            if (index > furthest) return { ...mark, state: 'ahead' }
            return wrong(index)
              ? { ...mark, state: 'wrong', word: t('has to be mended') }
              : { ...mark, state: 'done', word: t('done') }
          })}
          onOpen={setAt}
        />
        <div ref={body} className="min-w-0 grow">
          <StepTitle key={at} count={marks.length} at={at} title={marks[at]?.title ?? ''} />
          {step?.description && <p className="mb-3 text-muted">{step.description}</p>}
          {step ? (
            step.content
          ) : (
            <>
              <Facts facts={summary} />
              {finish}
            </>
          )}
        </div>
      </div>
    </Dialog>
  )
}

/**
 * Takes the focus when its step is opened, but for the first: there the first field has it. Enter goes on from it as from
 * a field, so that pages which are well as they are take one key each.
 */
function StepTitle({ at, count, title }: { at: number; count: number; title: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useRef(at === 0)
  useEffect(() => {
    if (!first.current) heading.current?.focus()
  }, [])
  return (
    <h3
      ref={heading}
      tabIndex={-1}
      onKeyDown={event => {
        if (event.key === 'Enter') event.currentTarget.closest('form')?.requestSubmit()
      }}
      className="title-s mb-2 rounded-control outline-none"
    >
      {title}
      <span className="sr-only">, {t('step {n} of {count}', { n: at + 1, count })}</span>
    </h3>
  )
}
