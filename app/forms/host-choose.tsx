'use client'

import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useRows } from '@/app/lib/inventory'
import { api } from '@/app/lib/trpc'
import { poolsOf, subjectName, targetsOf } from '@/app/parts/action-subject'
import { PlanHint, PlanNote, usePlan } from '@/app/parts/plan-note'
import { Spinner } from '@/app/ui/spinner'
import type { HostRow, Targets } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'

const words = {
  'vm.migrate': { title: (name: string) => t('Migrate {name}', { name }), verb: say('Migrate') },
  'vm.setHome': {
    title: (name: string) => t('Home server of {name}', { name }),
    verb: say('Set home server'),
  },
}
/** What '' stands for: no home. */
const anywhere = ''

/** Which host, as the pool says of each whether it would do. Of many objects it is asked about the one that is chosen. */
export function HostChooseDialog({ action, subject, known, onSubmit, ...rest }: ActionFormProps) {
  const targets = targetsOf(subject)
  const pools = poolsOf(targets)
  const hosts = useRows('host')
    .filter(host => pools === undefined || pools.includes(host.pool))
    .sort((a, b) => a.name_label.localeCompare(b.name_label, 'en', { numeric: true }))
  const homes = action.id === 'vm.setHome'
  const now =
    subject.kind === 'one' && subject.row.class === 'VM' ? subject.row[homes ? 'home' : 'host'] : null
  const [chosen, setChosen] = useState<string | null>(hostIn(known))
  const input = chosen === null ? undefined : { host: chosen === anywhere ? null : chosen }
  const plan = usePlan(action.id, targets, input)
  const { verb, title } = homes ? words['vm.setHome'] : words['vm.migrate']
  const refused = input !== undefined && plan.data?.can === 0
  return (
    <FormDialog
      {...rest}
      width="m"
      title={title(subjectName(subject))}
      description={
        homes
          ? t('It starts there when there is room for it.')
          : t('It goes on running: people who work in it notice next to nothing.')
      }
      verb={told(verb)}
      reason={
        input === undefined
          ? t('Choose a server')
          : plan.isPending
            ? t('The pool is being asked')
            : refused
              ? (plan.data?.cannot[0]?.reason ?? t('It can’t go there'))
              : undefined
      }
      onSubmit={() => onSubmit(input)}
    >
      <div className="flex flex-col gap-3">
        <HostChoice
          hosts={hosts}
          chosen={chosen}
          onChoose={setChosen}
          now={now}
          nowText={homes ? t('home server now') : t('runs here now')}
          anywhere={homes}
          asks={subject.kind === 'one' ? { action: action.id, targets } : undefined}
        />
        {input === undefined ? (
          <PlanHint action={action} subject={subject} />
        ) : (
          subject.kind === 'many' && <PlanNote plan={plan.data} error={plan.error} />
        )}
      </div>
    </FormDialog>
  )
}

function hostIn(known: unknown): string | null {
  const host: unknown = Reflect.get(Object(known), 'host')
  return typeof host === 'string' ? host : null
}

interface HostChoiceProps {
  hosts: readonly HostRow[]
  chosen: string | null
  onChoose: (id: string) => void
  now: string | null
  nowText: string
  /** No host is a choice as well. */
  anywhere: boolean
  /** Whose possibility is asked for of every host. */
  asks: { action: string; targets: Targets } | undefined
}

function HostChoice({ hosts, chosen, onChoose, now, nowText, asks, ...props }: HostChoiceProps) {
  const name = useId()
  return (
    <fieldset className="max-h-72 overflow-y-auto rounded-control border border-line p-1">
      <legend className="sr-only">{t('Server')}</legend>
      {props.anywhere && (
        <Line
          name={name}
          label={t('Any server')}
          note={now === null ? nowText : undefined}
          checked={chosen === anywhere}
          disabled={now === null && asks !== undefined}
          onChoose={() => onChoose(anywhere)}
        />
      )}
      {hosts.map(host => {
        const line = {
          ...{ name, label: host.name_label, checked: chosen === host.id },
          onChoose: () => onChoose(host.id),
        }
        if (host.id === now) return <Line key={host.id} {...line} note={nowText} disabled />
        return asks ? (
          <AskedLine key={host.id} {...line} host={host.id} {...asks} />
        ) : (
          <Line key={host.id} {...line} />
        )
      })}
    </fieldset>
  )
}

interface LineProps {
  name: string
  label: string
  note?: string | undefined
  waiting?: boolean
  checked: boolean
  disabled?: boolean
  onChoose: () => void
}

/** A host with what the pool says against it. One that can't be chosen can be reached, so that its reason can be read. */
function Line({ name, label, note, waiting, checked, disabled, onChoose }: LineProps) {
  const id = useId()
  return (
    <label className="flex min-h-target items-baseline gap-2 rounded-control px-2 py-1 text-m hover:bg-hover has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-focus">
      <input
        type="radio"
        name={name}
        checked={checked}
        aria-label={label}
        aria-disabled={disabled}
        aria-describedby={note ? id : undefined}
        onChange={() => {
          if (!disabled) onChoose()
        }}
        className="translate-y-0.5 accent-accent-solid aria-disabled:opacity-40"
      />
      <span className={disabled ? 'text-muted' : 'font-medium text-strong'}>{label}</span>
      {waiting && <Spinner size={12} />}
      {note && (
        <span id={id} className="text-muted">
          {note}
        </span>
      )}
    </label>
  )
}

function AskedLine({
  host,
  action,
  targets,
  ...line
}: LineProps & { host: string; action: string; targets: Targets }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['plan', action, targets, { host }],
    queryFn: () => api.operation.plan.mutate({ action, targets, input: { host } }),
    staleTime: 0,
    gcTime: 0,
  })
  const note = error ? error.message : data?.can === 0 ? data.cannot[0]?.reason : undefined
  return <Line {...line} waiting={isPending} note={note} disabled={isPending || note !== undefined} />
}
