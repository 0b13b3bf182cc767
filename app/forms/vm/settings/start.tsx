'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { trpc } from '@/app/lib/trpc'
import { usePlan } from '@/app/parts/plan-note'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { VmDetail } from '@/server/api/types'
import { restartPriorities, restartPriority } from '@/server/catalogue/vm-start-options'
import { told as inWords, t } from '@/server/shared/text'
import { SettingCard } from './setting-card'

type Numbers = Record<'order' | 'startDelay' | 'shutdownDelay', string>
type Restart = keyof typeof restartPriorities

/** A choice has a text of its own; XAPI has none for this. */
const none = 'none'
const restarts: readonly Restart[] = ['restart', 'best-effort', '']

/** When a VM starts among others, and whether high availability starts it again. */
export function StartSettings({ detail }: { detail: VmDetail }) {
  const { row, order, startDelay, shutdownDelay, haRestartPriority } = detail
  const [typed, setTyped] = useState<Partial<Numbers> & { restart?: Restart }>({})
  const now = { order, startDelay, shutdownDelay, restart: restartPriority(haRestartPriority) }
  const promised = usePlan('vm.setStartOptions', { objects: [row.id] }, { ...now, restart: 'restart' })
  const texts: Numbers = {
    order: typed.order ?? String(order),
    startDelay: typed.startDelay ?? String(startDelay),
    shutdownDelay: typed.shutdownDelay ?? String(shutdownDelay),
  }
  const told = {
    order: wholeFrom(texts.order),
    startDelay: wholeFrom(texts.startDelay),
    shutdownDelay: wholeFrom(texts.shutdownDelay),
    restart: typed.restart ?? now.restart,
  }
  const tooLong = t('At most a day, in whole seconds: 86,400')
  const issueOf = {
    order: told.order === undefined ? t('Say a whole number, 0 or more') : undefined,
    startDelay: told.startDelay === undefined || told.startDelay > 86_400 ? tooLong : undefined,
    shutdownDelay: told.shutdownDelay === undefined || told.shutdownDelay > 86_400 ? tooLong : undefined,
  }
  const issue = issueOf.order ?? issueOf.startDelay ?? issueOf.shutdownDelay
  const same =
    told.order === order &&
    told.startDelay === startDelay &&
    told.shutdownDelay === shutdownDelay &&
    told.restart === now.restart
  const number = (key: keyof Numbers, label: string, help: string, trail?: string) => (
    <Field label={label} required help={help} error={issueOf[key]}>
      <Input
        value={texts[key]}
        inputMode="numeric"
        autoComplete="off"
        trail={trail}
        onChange={event => setTyped({ ...typed, [key]: event.target.value })}
      />
    </Field>
  )
  return (
    <SettingCard
      title={t('Start options')}
      vm={row}
      action="vm.setStartOptions"
      told={same || issue ? undefined : told}
      issue={issue}
      onReset={() => setTyped({})}
    >
      <Field
        label={t('High availability')}
        required
        help={
          promised.data?.cannot[0] && now.restart !== 'restart'
            ? promised.data.cannot[0].reason
            : t(
                'What becomes of it when its server fails. It counts while high availability is on in the pool.',
              )
        }
      >
        <Select
          value={told.restart || none}
          options={restarts.map(value => ({
            value: value || none,
            label: inWords(restartPriorities[value]),
            reason: value === 'restart' ? promised.data?.cannot[0]?.reason : undefined,
          }))}
          onChange={chosen => setTyped({ ...typed, restart: restartPriority(chosen === none ? '' : chosen) })}
        />
      </Field>
      <Survives vm={row.id} restart={told.restart === 'restart'} />
      {number('order', t('Start order'), t('The lowest starts first, as one of a vApp or after a failure.'))}
      <div className="grid grid-cols-2 gap-4">
        {number('startDelay', t('Delay after its start'), t('Before those with a higher order start.'), 's')}
        {number(
          'shutdownDelay',
          t('Delay after its shutdown'),
          t('Before those with a lower order shut down.'),
          's',
        )}
      </div>
    </SettingCard>
  )
}

/** What high availability of the pool can promise, with what is chosen for this VM. */
function Survives({ vm, restart }: { vm: string; restart: boolean }) {
  const { data } = useQuery(
    trpc.operation.tolerance.queryOptions({ object: vm }, { staleTime: 0, gcTime: 0 }),
  )
  if (!data) return null
  if (!data.licensed)
    return <p className="text-m text-muted">{t('The licence of the pool has no high availability.')}</p>
  if (!data.enabled) return <p className="text-m text-muted">{t('High availability is off in the pool.')}</p>
  const survived = restart ? data.possible : data.without
  return (
    <div role="status" className="flex flex-col gap-1 text-m text-muted">
      <p>
        {t(
          '{n, plural, one {The pool is to survive the failure of # server.} other {The pool is to survive the failure of # servers.}}',
          { n: data.wanted },
        )}{' '}
        <span className={survived < data.wanted ? 'text-warn' : undefined}>
          {survived >= data.wanted
            ? t('With this choice it can.')
            : t(
                '{n, plural, =0 {With this choice it can survive none.} one {With this choice it can survive that of #.} other {With this choice it can survive that of #.}}',
                { n: survived },
              )}
        </span>
      </p>
      {data.down > 0 && (
        <p>
          {t(
            '{n, plural, one {# server of it does not run now: with it there would be more room.} other {# servers of it do not run now: with them there would be more room.}}',
            { n: data.down },
          )}
        </p>
      )}
    </div>
  )
}

function wholeFrom(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : undefined
}
