import type { Updates } from './updates'

/** What a VM or a host has used, on average over the last minute. Null: not measured. */
export interface Load {
  /** Of the time of its CPUs, 0 to 1. */
  cpu: number | null
  /** Bytes in use; within a VM, which its guest agent tells. */
  memory: number | null
  /** Bytes a second over all its network cards, both ways. */
  network: number | null
  /** Bytes a second from and to all its disks. */
  disk: number | null
}

/** One moment of a host. `t`: seconds of Unix time by the host's clock; null: not measured. */
export interface HostMoment {
  t: number
  /** Of the time of its CPUs, 0 to 1. */
  cpu: number | null
  /** Bytes in use. */
  memory: number | null
  /** Bytes a second over all its physical NICs, both ways. */
  network: number | null
  /** Bytes a second from and to all SRs that it measures. */
  disk: number | null
}

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null)

const sum = (values: readonly number[]) => (values.length === 0 ? null : values.reduce((a, b) => a + b, 0))

const cardsTogether = /^pif_aggr_(rx|tx)$/
/** By the first eight characters of the SR's UUID. */
const repositoryName = /^(read|write)_[\da-f]{8}$/

/** The moments of a host among what it has measured. */
export function hostMoments({ columns, rows }: Updates): HostMoment[] {
  const at = (name: string) => columns.findIndex(one => one.type === 'host' && one.name === name)
  const cpu = at('cpu_avg')
  const total = at('memory_total_kib')
  const free = at('memory_free_kib')
  const all = (name: RegExp) =>
    columns.flatMap((one, column) => (one.type === 'host' && name.test(one.name) ? [column] : []))
  const network = all(cardsTogether)
  const disk = all(repositoryName)
  return rows.map(({ t, values }) => {
    const whole = finite(values[total])
    const left = finite(values[free])
    const together = (parts: readonly number[]) => sum(parts.flatMap(part => finite(values[part]) ?? []))
    return {
      t,
      cpu: finite(values[cpu]),
      memory: whole === null || left === null ? null : (whole - left) * 1024,
      network: together(network),
      disk: together(disk),
    }
  })
}

/** What a host has used, on average over its last minute; its memory as it is now. */
export function lastMinute(history: readonly HostMoment[]): Load {
  const newest = history.at(-1)?.t ?? 0
  const minute = history.filter(({ t }) => t > newest - 60)
  const average = (what: 'cpu' | 'network' | 'disk') => {
    const known = minute.flatMap(moment => moment[what] ?? [])
    const all = sum(known)
    return all === null ? null : all / known.length
  }
  return {
    cpu: average('cpu'),
    memory: minute.findLast(({ memory }) => memory !== null)?.memory ?? null,
    network: average('network'),
    disk: average('disk'),
  }
}

const cpuName = /^cpu\d+$/
const networkName = /^vif_\d+_(rx|tx)$/
const diskName = /^vbd_[^_]+_(read|write)$/

/** What each VM has used, by uuid, from the newest row that tells something of it. */
export function vmLoads({ columns, rows }: Updates): Map<string, Load> {
  const newest = [...rows].reverse()
  const lastOf = (column: number) => {
    for (const { values } of newest) {
      const value = finite(values[column])
      if (value !== null) return value
    }
    return null
  }
  interface Parts {
    cpu: number[]
    usage: number | null
    held: number | null
    free: number | null
    network: number[]
    disk: number[]
  }
  const parts = new Map<string, Parts>()
  columns.forEach(({ type, uuid, name }, column) => {
    if (type !== 'vm') return
    const known = parts.get(uuid) ?? { cpu: [], usage: null, held: null, free: null, network: [], disk: [] }
    parts.set(uuid, known)
    const value = lastOf(column)
    if (value === null) return
    if (name === 'cpu_usage') known.usage = value
    else if (name === 'memory') known.held = value
    else if (name === 'memory_internal_free') known.free = value
    else if (cpuName.test(name)) known.cpu.push(value)
    else if (networkName.test(name)) known.network.push(value)
    else if (diskName.test(name)) known.disk.push(value)
  })
  return new Map(
    [...parts].map(([uuid, { cpu, usage, held, free, network, disk }]) => {
      const all = sum(cpu)
      return [
        uuid,
        {
          cpu: usage ?? (all === null ? null : all / cpu.length),
          memory: held === null || free === null ? null : Math.max(0, held - free * 1024),
          network: sum(network),
          disk: sum(disk),
        },
      ]
    }),
  )
}
