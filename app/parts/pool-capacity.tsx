'use client'

import { type ReactNode, useMemo } from 'react'
import { bytesText } from '@/app/lib/format'
import { useFreshness, useRows } from '@/app/lib/inventory'
import { Meter } from '@/app/ui/meter'
import type { HostRow, PoolRow, SrRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { holdsData, nearFull } from './status'

export interface Capacity {
  memory: { used: number; total: number }
  /** vCPUs of running VMs against CPUs of hosts that are up. */
  cpus: { used: number; total: number }
  /** `promised`: what disks may grow to; null for who does not see all of them. */
  storage: { used: number; total: number; promised: number | null }
}

/** Sums over a pool. Hosts that are down can't be counted on; ISO libraries hold no disks. */
export function capacityOf(
  pool: Pick<PoolRow, 'runningVcpus'>,
  hosts: readonly HostRow[],
  srs: readonly SrRow[],
): Capacity {
  const up = hosts.filter(host => host.live)
  const data = srs.filter(holdsData)
  const sum = <T,>(rows: readonly T[], of: (row: T) => number) =>
    rows.reduce((total, row) => total + of(row), 0)
  return {
    memory: {
      used: sum(up, host => host.memoryTotal - host.memoryFree),
      total: sum(up, host => host.memoryTotal),
    },
    cpus: {
      used: pool.runningVcpus,
      total: sum(up, host => host.cpus),
    },
    storage: {
      used: sum(data, sr => sr.physicalUsed),
      total: sum(data, sr => sr.physicalSize),
      promised: data.some(sr => sr.virtualAllocation === null)
        ? null
        : sum(data, sr => sr.virtualAllocation ?? 0),
    },
  }
}

function useCapacity(pool: PoolRow): Capacity {
  const hosts = useRows('host')
  const srs = useRows('SR')
  return useMemo(() => {
    const own = (row: { pool: string }) => row.pool === pool.pool
    return capacityOf(pool, hosts.filter(own), srs.filter(own))
  }, [hosts, srs, pool])
}

/** Memory, vCPUs and storage of a pool, used against what there is. */
export function PoolCapacity({ pool }: { pool: PoolRow }) {
  const { memory, cpus, storage } = useCapacity(pool)
  const stale = useFreshness(pool.pool).state !== 'live'
  const name = pool.name_label || pool.address
  return (
    <dl className={`flex flex-col gap-3 ${stale ? 'grayscale' : ''}`}>
      <Share name={t('Memory')} of={name} used={memory.used} total={memory.total} write={bytesText} />
      {/* vCPUs may well be more than CPUs: they share them. */}
      <Share name="vCPUs" of={name} used={cpus.used} total={cpus.total} write={String} shared />
      <Share
        name={t('Storage')}
        of={name}
        used={storage.used}
        total={storage.total}
        write={bytesText}
        more={storage.total > 0 ? promise(storage) : undefined}
      />
    </dl>
  )
}

/** Disks that grow may together be promised more than there is. */
function promise({ promised, total }: Capacity['storage']) {
  if (promised === null) return undefined
  const over = promised > total
  return (
    <span className={over ? 'text-warn' : 'text-muted'}>
      {over
        ? t('{size} promised to disks, more than there is', { size: bytesText(promised) })
        : t('{size} promised to disks', { size: bytesText(promised) })}
    </span>
  )
}

interface ShareProps {
  name: string
  of: string
  used: number
  total: number
  write: (count: number) => string
  /** More than all of it may be given out. */
  shared?: boolean
  /** Below the meter. */
  more?: ReactNode
}

function Share({ name, of, used, total, write, shared = false, more }: ShareProps) {
  const known = total > 0
  const text = !known
    ? 'not known'
    : shared
      ? t('{write} on {write2} CPUs', { write: write(used), write2: write(total) })
      : t('{write} of {write2}', { write: write(used), write2: write(total) })
  return (
    <div>
      <dt className="text-muted">{name}</dt>
      <dd>
        <Meter
          wide
          label={t('{name} used in {of}', { name, of })}
          share={known ? used / total : null}
          text={text}
          warnAt={shared ? Number.POSITIVE_INFINITY : nearFull}
          troubleAt={shared ? Number.POSITIVE_INFINITY : 0.97}
        />
        {more && <p className="text-s">{more}</p>}
      </dd>
    </div>
  )
}
