import type { Updates } from './updates'

/** What a VM has used, on average over the last minute. Null: its host does not tell. */
export interface VmLoad {
  /** Of the time of its vCPUs, 0 to 1. */
  cpu: number | null
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
}

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null)

/** The moments of a host among what it has measured. */
export function hostMoments({ columns, rows }: Updates): HostMoment[] {
  const at = (name: string) => columns.findIndex(one => one.type === 'host' && one.name === name)
  const cpu = at('cpu_avg')
  const total = at('memory_total_kib')
  const free = at('memory_free_kib')
  return rows.map(({ t, values }) => {
    const all = finite(values[total])
    const left = finite(values[free])
    return {
      t,
      cpu: finite(values[cpu]),
      memory: all === null || left === null ? null : (all - left) * 1024,
    }
  })
}

const cpuName = /^cpu\d+$/
const networkName = /^vif_\d+_(rx|tx)$/
const diskName = /^vbd_[^_]+_(read|write)$/

/** What each VM has used, by uuid, from the newest row that tells something of it. */
export function vmLoads({ columns, rows }: Updates): Map<string, VmLoad> {
  const newest = [...rows].reverse()
  const lastOf = (column: number) => {
    for (const { values } of newest) {
      const value = finite(values[column])
      if (value !== null) return value
    }
    return null
  }
  const parts = new Map<string, { cpu: number[]; usage: number | null; network: number[]; disk: number[] }>()
  columns.forEach(({ type, uuid, name }, column) => {
    if (type !== 'vm') return
    const known = parts.get(uuid) ?? { cpu: [], usage: null, network: [], disk: [] }
    parts.set(uuid, known)
    const value = lastOf(column)
    if (value === null) return
    if (name === 'cpu_usage') known.usage = value
    else if (cpuName.test(name)) known.cpu.push(value)
    else if (networkName.test(name)) known.network.push(value)
    else if (diskName.test(name)) known.disk.push(value)
  })
  const sum = (values: number[]) => (values.length === 0 ? null : values.reduce((a, b) => a + b, 0))
  return new Map(
    [...parts].map(([uuid, { cpu, usage, network, disk }]) => {
      const all = sum(cpu)
      return [
        uuid,
        {
          cpu: usage ?? (all === null ? null : all / cpu.length),
          network: sum(network),
          disk: sum(disk),
        },
      ]
    }),
  )
}
