'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { api, appError } from '@/app/lib/trpc'
import { Skeleton } from '@/app/ui/skeleton'
import type { ObjectId, Plan, Targets } from '@/server/api/types'
import type { Action } from '@/server/catalogue/define'
import type { Permission } from '@/server/catalogue/permissions'
import { say, t, told } from '@/server/shared/text'
import { type Subject, targetsOf } from './action-subject'
import { ErrorNote } from './error-note'

/** What would happen, asked anew each time a dialog opens: what can be done now may not be possible in a minute. */
export function usePlan(
  action: string,
  targets: Targets,
  input?: unknown,
  enabled = true,
  /** What was told before stays until this is: for what is only looked at. */
  keeps = false,
) {
  return useQuery({
    queryKey: ['plan', action, targets, input ?? null],
    queryFn: () => api.operation.plan.mutate({ action, targets, input }),
    enabled,
    ...(keeps ? { placeholderData: keepPreviousData } : {}),
    staleTime: 0,
    gcTime: 0,
  })
}

const shownProblems = 50

/** What an action will be done to and what not, with the reasons. */
export function PlanNote({
  plan,
  error,
  onAsk,
}: {
  plan: Plan | undefined
  error: unknown
  /** Asks for the right that is missing to one of them. */
  onAsk?: (problem: LackedRight) => void
}) {
  if (error) return <ErrorNote error={appError(error)} />
  if (!plan) return <Skeleton className="w-60" />
  const more = plan.can - plan.names.length
  return (
    <div className="flex flex-col gap-2">
      <p role="status">
        <strong className="font-medium text-strong">{plan.will}</strong>
        {plan.cannot.length > 0 && t(' {count} can’t:', { count: plan.cannot.length })}
      </p>
      <Problems label={t('Cannot be done to')} problems={plan.cannot} onAsk={onAsk} />
      {plan.consequences.map(consequence => (
        <p key={consequence}>{consequence}</p>
      ))}
      {plan.names.length > 1 && (
        <p className="text-muted">
          {plan.names.join(', ')}
          {more > 0 && t(' and {more} more', { more })}
        </p>
      )}
    </div>
  )
}

/** What is changed along with something else of the same object. */
const fieldNames: Readonly<Record<string, string>> = {
  vcpus: say('vCPUs'),
  topology: say('Topology'),
  priority: say('Priority'),
  order: say('Start order'),
  startDelay: say('Delay after its start'),
  shutdownDelay: say('Delay after its shutdown'),
  restart: say('High availability'),
}

/** What would become of each, before it is done: what stays as it is is counted only. */
export function PlanDifference({ plan }: { plan: Plan | undefined }) {
  if (!plan) return <Skeleton className="w-60" />
  const differ = plan.changes.flatMap(linesOf).filter(({ before, after }) => before !== after)
  const differing = new Set(differ.map(({ id }) => id))
  const listed = new Set(plan.changes.map(({ id }) => id)).size
  const same = listed - differing.size
  const more = plan.can - listed
  const several = differ.length > differing.size
  return (
    <section aria-label={t('What will change')} className="flex flex-col gap-1">
      {differ.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div tabIndex={0} className="max-h-48 overflow-y-auto rounded-control border border-line">
          <table className="w-full text-m">
            <thead className="sr-only">
              <tr>
                <th>{t('Object')}</th>
                {several && <th>{t('Property')}</th>}
                <th>{t('Now')}</th>
                <th>{t('After')}</th>
              </tr>
            </thead>
            <tbody>
              {differ.map(({ id, name, field, before, after }) => (
                <tr key={`${id} ${field}`} className="border-line-subtle border-b last:border-0">
                  <th scope="row" className="px-2 py-1 text-left font-medium text-strong">
                    {name}
                  </th>
                  {several && <td className="px-2 py-1">{told(fieldNames[field] ?? field)}</td>}
                  <td className="px-2 py-1 text-muted">{before || <Nothing />}</td>
                  <td className="px-2 py-1 text-strong">{after || <Nothing />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p role="status" className="text-muted">
        {[
          plan.will,
          same > 0 && t('{n, plural, one {# stays} other {# stay}} as it is.', { n: same }),
          more > 0 && t('{more} more are not listed.', { more }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      <Problems label={t('Cannot be done to')} problems={plan.cannot} />
    </section>
  )
}

interface Line {
  id: ObjectId
  name: string
  field: string
  before: string
  after: string
}

/** A change as lines of text: of custom fields each is one. */
function linesOf({ id, name, field, before, after }: Plan['changes'][number]): Line[] {
  const one = { id, name, field, before: valueText(before), after: valueText(after) }
  if (!isMap(after)) return [one]
  const was = isMap(before) ? before : {}
  return Object.entries(after).map(([key, value]) => ({
    ...{ id, name, field: key },
    ...{ before: was[key] ?? '', after: value },
  }))
}

type Value = Plan['changes'][number]['before']

const isMap = (value: Value): value is { [key: string]: string } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const valueText = (value: Value) => (Array.isArray(value) ? value.join(', ') : String(value ?? ''))

function Nothing() {
  return (
    <span className="text-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">{t('None')}</span>
    </span>
  )
}

/**
 * For a form over many, before it is sent: what it would change of each, and which will be left out. `input`: what it would
 * be told; undefined as long as that is nothing yet.
 */
export function ManyDifference({
  action,
  subject,
  input,
}: {
  action: Action
  subject: Subject
  input: unknown
}) {
  const asked = useDeferredValue(subject.kind === 'many' ? input : undefined)
  const plan = usePlan(action.id, targetsOf(subject), asked, asked !== undefined, true)
  if (asked === undefined) return <PlanHint action={action} subject={subject} />
  return plan.error ? <ErrorNote error={appError(plan.error)} /> : <PlanDifference plan={plan.data} />
}

/** For a form over many: says which of them will be left out, before it is sent. */
export function PlanHint({ action, subject }: { action: Action; subject: Subject }) {
  return subject.kind === 'many' ? <ManyHint action={action} targets={subject.targets} /> : null
}

function ManyHint({ action, targets }: { action: Action; targets: Targets }) {
  const { data } = usePlan(action.id, targets)
  if (!data || data.cannot.length === 0) return null
  return (
    <div className="flex flex-col gap-1">
      <p role="status">{t('{will} {count} can’t:', { will: data.will, count: data.cannot.length })}</p>
      <Problems label={t('Cannot be done to')} problems={data.cannot} />
    </div>
  )
}

interface Problem {
  id: ObjectId
  name: string
  reason: string
  lacks?: Permission
}

export type LackedRight = Problem & { lacks: Permission }

const isLackedRight = (problem: Problem): problem is LackedRight => problem.lacks !== undefined

/** Names with the reason of each. */
export function Problems({
  label,
  problems,
  onAsk,
}: {
  label: string
  problems: readonly Problem[]
  onAsk?: ((problem: LackedRight) => void) | undefined
}) {
  if (problems.length === 0) return null
  const more = problems.length - shownProblems
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div tabIndex={0} className="max-h-48 overflow-y-auto rounded-control border border-line px-2 py-1">
      <ul aria-label={label}>
        {problems.slice(0, shownProblems).map(problem => {
          const { id, name, reason } = problem
          return (
            <li key={id} className="py-0.5">
              <span className="text-strong">{name}</span>
              {/* Most reasons are sentences about the object and begin with its name. */}
              {reason.startsWith(`${name} `) ? reason.slice(name.length) : `: ${reason}`}
              {onAsk && isLackedRight(problem) && (
                <>
                  {' '}
                  <button
                    type="button"
                    className="text-accent hover:underline"
                    aria-label={t('Ask for it on {name}', { name })}
                    onClick={() => onAsk(problem)}
                  >
                    {t('Ask for it')}
                  </button>
                </>
              )}
            </li>
          )
        })}
      </ul>
      {more > 0 && <p className="text-muted">{t('and {more} more', { more })}</p>}
    </div>
  )
}
