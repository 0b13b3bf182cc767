'use client'

import { useQuery } from '@tanstack/react-query'
import { type ComponentProps, useId, useState } from 'react'
import { useRows } from '@/app/lib/inventory'
import { api } from '@/app/lib/trpc'
import { poolsOf, subjectName, targetsOf } from '@/app/parts/action-subject'
import { PlanHint, PlanNote, usePlan } from '@/app/parts/plan-note'
import { RadioLine } from '@/app/ui/radio-line'
import type { HostRow, Targets } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'
import { BalancingNote, hostStanding } from './home-words'

const words: Readonly<Record<string, Words>> = {
  'vm.migrate': {
    title: name => t('Migrate {name}', { name }),
    verb: say('Migrate'),
    description: say('It goes on running: people who work in it notice next to nothing.'),
    now: say('runs here now'),
  },
  'vm.setHome': {
    title: name => t('Home server of {name}', { name }),
    verb: say('Set home server'),
    description: say('It starts there when there is room for it.'),
    now: say('home server now'),
  },
  'vm.startOn': {
    title: name => t('Start {name} on a server', { name }),
    verb: say('Start'),
    description: say('This time only: its home server stays what it is.'),
    now: '',
  },
  'vm.resumeOn': {
    title: name => t('Resume {name} on a server', { name }),
    verb: say('Resume'),
    description: say('It goes on from where it was.'),
    now: '',
  },
}
interface Words {
  title: (name: string) => string
  verb: string
  description: string
  /** What is said of the host that it is on, which can't be chosen; '': every host can. */
  now: string
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
  const { title, verb, description, now: nowText } = words[action.id] ?? wordless
  const vm = subject.kind === 'one' && subject.row.class === 'VM' ? subject.row : undefined
  const now = vm && nowText !== '' ? vm[homes ? 'home' : 'host'] : null
  /** Where it would go by itself, if it can. */
  const preferred = nowText === '' ? vm?.home : null
  const [chosen, setChosen] = useState<string | null>(hostIn(known))
  const input = chosen === null ? undefined : { host: chosen === anywhere ? null : chosen }
  const plan = usePlan(action.id, targets, input)
  const refused = input !== undefined && plan.data?.can === 0
  return (
    <FormDialog
      {...rest}
      width="m"
      title={title(subjectName(subject))}
      description={told(description)}
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
        {homes && pools?.map(pool => <BalancingNote key={pool} pool={pool} />)}
        <HostChoice
          hosts={hosts}
          chosen={chosen}
          onChoose={setChosen}
          now={now}
          nowText={told(nowText)}
          preferred={preferred ?? null}
          anywhere={homes}
          standing={homes ? host => hostStanding(host, vm?.memory ?? 0) : undefined}
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

const wordless: Words = { title: name => name, verb: say('Continue'), description: '', now: '' }

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
  /** The home server, where that is a choice like others. */
  preferred: string | null
  /** No host is a choice as well. */
  anywhere: boolean
  /** What is said of a host that nothing speaks against. */
  standing: ((host: HostRow) => string) | undefined
  /** Whose possibility is asked for of every host. */
  asks: { action: string; targets: Targets } | undefined
}

function HostChoice({ hosts, chosen, onChoose, now, nowText, asks, ...props }: HostChoiceProps) {
  const name = useId()
  const labelOf = ({ id, name_label }: HostRow) =>
    id === props.preferred ? t('{name} (home server)', { name: name_label }) : name_label
  return (
    <fieldset className="max-h-72 overflow-y-auto rounded-control border border-line p-1">
      <legend className="sr-only">{t('Server')}</legend>
      {props.anywhere && (
        <RadioLine
          name={name}
          label={t('Any server')}
          note={now === null && asks ? t('as it is now') : undefined}
          checked={chosen === anywhere}
          disabled={now === null && asks !== undefined}
          onChoose={() => onChoose(anywhere)}
        />
      )}
      {hosts.map(host => {
        const line = {
          ...{ name, label: labelOf(host), checked: chosen === host.id },
          onChoose: () => onChoose(host.id),
          help: props.standing?.(host),
        }
        if (host.id === now) return <RadioLine key={host.id} {...line} note={nowText} disabled />
        return asks ? (
          <AskedLine key={host.id} {...line} host={host.id} {...asks} />
        ) : (
          <RadioLine key={host.id} {...line} />
        )
      })}
    </fieldset>
  )
}

function AskedLine({
  host,
  action,
  targets,
  ...line
}: Omit<ComponentProps<typeof RadioLine>, 'note'> & { host: string; action: string; targets: Targets }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['plan', action, targets, { host }],
    queryFn: () => api.operation.plan.mutate({ action, targets, input: { host } }),
    staleTime: 0,
    gcTime: 0,
  })
  const note = error ? error.message : data?.can === 0 ? data.cannot[0]?.reason : undefined
  return <RadioLine {...line} waiting={isPending} note={note} disabled={isPending || note !== undefined} />
}
