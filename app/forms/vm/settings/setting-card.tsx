'use client'

import { type ReactNode, useDeferredValue } from 'react'
import { useAsker } from '@/app/lib/asker'
import { appError } from '@/app/lib/trpc'
import { useActionRun } from '@/app/parts/action-run'
import { oneOf } from '@/app/parts/action-subject'
import { askInstead } from '@/app/parts/ask-instead'
import { ErrorNote } from '@/app/parts/error-note'
import { usePlan } from '@/app/parts/plan-note'
import { reasonNot } from '@/app/parts/reason'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import type { TemplateRow, VmRow } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import { told as inWords, t } from '@/server/shared/text'

interface SettingCardProps {
  title: string
  vm: VmRow | TemplateRow
  /** The id of the action that saves it. */
  action: string
  /** What the action is told; undefined: nothing is changed. */
  told: object | undefined
  /** Why it can't be sent as it is typed. */
  issue?: string | undefined
  /** What was typed is forgotten: it is as the pool has it. */
  onReset: () => void
  children: ReactNode
}

/**
 * Settings that are changed and saved together. What was typed stays when the pool refuses it; whether it would is asked
 * while one types.
 */
export function SettingCard({ title, vm, action: id, told, issue, onReset, children }: SettingCardProps) {
  const action = actionById(id)
  if (!action) throw new Error(`There is no action ${id}`)
  const asker = useAsker()
  const { run, pending, error, reset } = useActionRun()
  const asked = useDeferredValue(issue === undefined ? told : undefined)
  const plan = usePlan(id, { objects: [vm.id] }, asked, asked !== undefined)
  const reason =
    reasonNot(action, vm, asker) ??
    issue ??
    (told === undefined ? t('Nothing was changed') : asked && plan.data?.cannot[0]?.reason)
  const refusal = told !== undefined && issue === undefined ? plan.data?.cannot[0]?.reason : undefined
  const leave = () => {
    reset()
    onReset()
  }
  return (
    <Card title={title}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          if (reason === undefined && !pending)
            run(action, oneOf(vm), told, { onDone: leave, onStarted: () => undefined })
        }}
      >
        {children}
        {error ? <ErrorNote error={appError(error)} /> : null}
        <div className="flex min-h-target flex-wrap items-center justify-end gap-2">
          <p role="status" className="grow text-m text-muted">
            {refusal}
          </p>
          {told !== undefined || issue !== undefined ? (
            <Button size="s" onClick={leave}>
              {t('Discard')}
            </Button>
          ) : null}
          <Button
            size="s"
            type="submit"
            busy={pending}
            reason={reason}
            remedy={askInstead(asker, vm, action.permission, inWords(action.label))}
          >
            {t('Save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
