'use client'

import { useRowOf } from '@/app/lib/inventory'
import { ObjectShape } from '@/app/parts/vm-state'
import type { ObjectId, VappMember } from '@/server/api/types'
import { type Wave, type Waves, wavesOf } from '@/server/catalogue/vapp-waves'
import { t, told } from '@/server/shared/text'

interface WavesProps {
  members: readonly VappMember[]
  what: 'start' | 'stop'
  /** Why one of them can't, by its id. */
  cannot: ReadonlyMap<ObjectId, string>
  /** What is waited for between the waves beside the delays, in words. */
  waits?: string
}

/** What will start, or shut down, in which order, and what stands in the way. */
export function WavePlan({ members, what, cannot, waits }: WavesProps) {
  const plan = wavesOf(members, what)
  return (
    <section aria-label={t('Plan')} className="flex flex-col gap-2 text-m">
      <ol className="flex flex-col gap-1">
        {plan.waves.map((wave, at) => (
          <li key={wave.order} className="rounded-control border border-line-subtle px-3 py-2">
            <p className="text-muted">
              {t('{n}. Order {order}', { n: at + 1, order: wave.order })}
              {afterWave(wave, at === plan.waves.length - 1, waits).map(words => (
                <span key={words} className="text-faint">
                  {' · '}
                  {words}
                </span>
              ))}
            </p>
            <ul>
              {wave.members.map(member => (
                <Line key={member.id} member={member} reason={cannot.get(member.id)} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <Rest plan={plan} what={what} />
    </section>
  )
}

/** The delay is part of each VM's own start or shutdown: it is waited after the last ones too, whatever else is. */
function afterWave({ delay }: Wave, last: boolean, waits: string | undefined): string[] {
  const then =
    delay > 0 || (!last && waits === undefined)
      ? [t('then {n, plural, =0 {the next at once} one {# second} other {# seconds}}', { n: delay })]
      : []
  return waits === undefined || last ? then : [...then, waits]
}

function Rest({ plan: { already, left, waves, delays }, what }: { plan: Waves; what: 'start' | 'stop' }) {
  return (
    <>
      {already.length > 0 && (
        <p className="text-muted">
          {what === 'start'
            ? t('{n, plural, one {# VM runs already} other {# VMs run already}}: ', { n: already.length })
            : t('{n, plural, one {# VM is halted already} other {# VMs are halted already}}: ', {
                n: already.length,
              })}
          <Names members={already} />
        </p>
      )}
      {left.length > 0 && (
        <p className="text-warn">
          {t(
            '{n, plural, one {# VM is suspended or paused, and is not started} other {# VMs are suspended or paused, and are not started}}: ',
            { n: left.length },
          )}
          <Names members={left} />
        </p>
      )}
      {waves.length > 1 && delays > 0 && (
        <p className="text-muted">
          {t('Delays come to {n, plural, one {# second} other {# seconds}}, the last one included.', {
            n: delays,
          })}
        </p>
      )}
    </>
  )
}

function Line({ member, reason }: { member: VappMember; reason: string | undefined }) {
  const row = useRowOf('VM', member.id)
  return (
    <li className="flex items-baseline gap-2">
      {row && <ObjectShape row={row} />}
      <span className="text-strong">{row?.name_label ?? '…'}</span>
      {row && <span className="text-faint">{told(row.power_state)}</span>}
      {reason && <span className="text-warn">{reason}</span>}
    </li>
  )
}

function Names({ members }: { members: readonly VappMember[] }) {
  return members.map((member, at) => (
    <span key={member.id}>
      {at > 0 && ', '}
      <Name id={member.id} />
    </span>
  ))
}

function Name({ id }: { id: ObjectId }) {
  return useRowOf('VM', id)?.name_label ?? '…'
}
