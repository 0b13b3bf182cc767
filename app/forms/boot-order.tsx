'use client'

import { useState } from 'react'
import { type Subject, subjectName, targetsOf } from '@/app/parts/action-subject'
import { PlanDifference, usePlan } from '@/app/parts/plan-note'
import { CheckboxBox } from '@/app/ui/checkbox'
import { IconButton } from '@/app/ui/icon-button'
import {
  type BootDevice,
  bootDevices,
  bootOrderFrom,
  bootOrderTold,
  isBootDevice,
} from '@/server/shared/boot-order'
import { t, told } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'

interface Line {
  device: BootDevice
  on: boolean
}

const atFirst: readonly Line[] = [
  { device: 'd', on: true },
  { device: 'c', on: true },
  { device: 'n', on: false },
]

const anyOrder = { order: 'dc' }

/** The order that one VM has now; undefined for many, and until it is known. */
function useOwnOrder(action: string, subject: Subject): Line[] | undefined {
  const plan = usePlan(action, targetsOf(subject), anyOrder)
  const now = subject.kind === 'one' ? plan.data?.changes[0]?.before : undefined
  if (typeof now !== 'string') return undefined
  const on = bootOrderFrom(now)
  const off = [...'dcn'].filter(isBootDevice).filter(device => !on.includes(device))
  return [...on.map(device => ({ device, on: true })), ...off.map(device => ({ device, on: false }))]
}

/** The devices a VM, or many alike, are to boot from, one after the other, with what that changes. */
export function BootOrderDialog({ action, subject, onSubmit, ...rest }: ActionFormProps) {
  const [chosen, setLines] = useState<readonly Line[] | null>(null)
  const own = useOwnOrder(action.id, subject)
  const lines = chosen ?? own ?? atFirst
  const order = lines
    .filter(({ on }) => on)
    .map(({ device }) => device)
    .join('')
  const plan = usePlan(action.id, targetsOf(subject), { order })
  const differs = plan.data?.changes.some(({ before, after }) => before !== after)
  const move = (at: number, by: number) => {
    const next = [...lines]
    const [line] = next.splice(at, 1)
    if (line) next.splice(at + by, 0, line)
    setLines(next)
  }
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Boot order of {subjectName}', { subjectName: subjectName(subject) })}
      description={t('From the first of these that can be booted from. It counts from the next start.')}
      verb={t('Change boot order')}
      reason={
        plan.data?.can === 0
          ? (plan.data.cannot[0]?.reason ?? t('It can’t be changed'))
          : plan.data && !differs
            ? t('Nothing would change')
            : undefined
      }
      onSubmit={() => onSubmit({ order })}
    >
      <div className="flex flex-col gap-3">
        <ol aria-label={t('Boot order')} className="rounded-control border border-line p-1">
          {lines.map(({ device, on }, at) => {
            const name = told(bootDevices[device])
            return (
              <li key={device} className="flex min-h-target items-center gap-2 px-2 text-m">
                <CheckboxBox
                  aria-label={name}
                  checked={on}
                  onChange={event =>
                    setLines(
                      lines.map((line, index) =>
                        index === at ? { ...line, on: event.target.checked } : line,
                      ),
                    )
                  }
                />
                <span className={on ? 'grow text-strong' : 'grow text-muted'}>
                  {name}
                  {!on && t(': not booted from')}
                </span>
                <IconButton
                  size="s"
                  icon="up"
                  label={t('Move {name} up', { name })}
                  reason={at === 0 ? t('It is the first') : undefined}
                  onClick={() => move(at, -1)}
                />
                <IconButton
                  size="s"
                  icon="down"
                  label={t('Move {name} down', { name })}
                  reason={at === lines.length - 1 ? t('It is the last') : undefined}
                  onClick={() => move(at, 1)}
                />
              </li>
            )
          })}
        </ol>
        <p role="status" className="sr-only">
          {bootOrderTold(order)}
        </p>
        <PlanDifference plan={plan.data} />
      </div>
    </FormDialog>
  )
}
