'use client'

import { bytesText, percent } from '@/app/lib/format'
import { useRowOf } from '@/app/lib/inventory'
import { useBusiestVms } from '@/app/lib/load'
import { ErrorNote } from '@/app/parts/error-note'
import { ObjectLink } from '@/app/parts/object-link'
import { UnknownLoads } from '@/app/parts/unknown-load'
import { ObjectShape } from '@/app/parts/vm-state'
import { Card } from '@/app/ui/card'
import { cx } from '@/app/ui/cx'
import { Meter } from '@/app/ui/meter'
import { useRemembered } from '@/app/ui/remembered'
import { Skeleton } from '@/app/ui/skeleton'
import { Icon } from '@/app/ui/symbol'
import type { BusiestVms as Busiest, LoadMeasure } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'

const shown = 8
const measures: readonly { id: LoadMeasure; label: string }[] = [
  { id: 'cpu', label: say('CPU') },
  { id: 'network', label: say('Network') },
  { id: 'disk', label: say('Disk') },
]
const isMeasure = (found: unknown) => measures.find(({ id }) => id === found)?.id
const waiting = Array.from({ length: shown }, (_, at) => `row-${at}`)

/** The VMs that use the most, by what their hosts have measured over the last minute. */
export function BusiestVms() {
  const [by, setBy] = useRemembered<LoadMeasure>('overview.busiest', 'cpu', isMeasure)
  const { busiest, error } = useBusiestVms(by, shown)
  return (
    <Card
      title={t('Busiest VMs')}
      aside={<span className="text-faint text-s">{t('last minute')}</span>}
      flush
    >
      {error && !busiest && <ErrorNote error={error} live="status" className="mx-3 mb-3" />}
      {busiest?.vms.length === 0 && busiest.unknown.length === 0 && (
        <p className="px-3 pb-3 text-muted">{t('No VM is running.')}</p>
      )}
      {(busiest ? busiest.vms.length > 0 : !error) && (
        <div className="overflow-x-auto">
          <table
            aria-busy={!busiest || undefined}
            aria-label={t('Busiest VMs')}
            className="w-full min-w-120 table-fixed"
          >
            <thead className="text-muted text-s">
              <tr>
                <th scope="col" className="h-head ps-3 text-start font-medium">
                  VM
                </th>
                {measures.map(({ id, label }) => (
                  <th
                    key={id}
                    scope="col"
                    aria-sort={by === id ? 'descending' : 'none'}
                    className={cx('h-head text-end font-medium', id === 'cpu' ? 'w-44' : 'w-28')}
                  >
                    <button
                      type="button"
                      onClick={() => setBy(id)}
                      className={cx(
                        'ring-inside inline-flex h-full items-center gap-1 rounded-control px-3 hover:text-strong',
                        by === id && 'text-strong',
                      )}
                    >
                      {by === id && <Icon name="down" size={12} />}
                      {told(label)}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {busiest
                ? busiest.vms.map(load => <Line key={load.id} load={load} />)
                : waiting.map(waitingLine)}
            </tbody>
          </table>
        </div>
      )}
      {busiest && (
        <div className="px-3">
          <UnknownLoads
            unknown={busiest.unknown}
            what={t('Not told, so what runs there is not among these:')}
          />
        </div>
      )}
    </Card>
  )
}

function waitingLine(row: string) {
  return (
    <tr key={row} className="h-row border-line-subtle border-t">
      <td className="px-3" colSpan={4}>
        <Skeleton className="w-2/5" />
      </td>
    </tr>
  )
}

function Line({ load: { id, cpu, network, disk } }: { load: Busiest['vms'][number] }) {
  const row = useRowOf('VM', id)
  const rate = (bytes: number | null) => (bytes === null ? '–' : `${bytesText(bytes)}/s`)
  return (
    <tr className="h-row border-line-subtle border-t">
      <th scope="row" className="px-3 text-start font-normal">
        <span className="flex min-w-0 items-center gap-2">
          {row && <ObjectShape row={row} />}
          <span className="truncate">
            <ObjectLink cls="VM" id={id} strong />
          </span>
        </span>
      </th>
      <td className="px-3 text-end">
        <Meter
          label={t('CPU of {name}', { name: row?.name_label ?? '' })}
          share={cpu}
          text={cpu === null ? '–' : percent(cpu)}
          textClass="w-10 text-end"
        />
        <span className="inline-block w-11 ps-1 text-start text-faint tabular-nums">
          {row && t('of {n}', { n: row.vcpus })}
        </span>
      </td>
      <td className="px-3 text-end tabular-nums">{rate(network)}</td>
      <td className="px-3 text-end tabular-nums">{rate(disk)}</td>
    </tr>
  )
}
