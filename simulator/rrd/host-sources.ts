import type { Records, Ref } from '../../server/xapi/model/records'
import type { Database } from '../tables/database'
import { diskMeasures } from './disk-measures'
import { HostLoad } from './host-load'
import type { Lives } from './lives'
import { spread, type together } from './load'
import type { Moment } from './moment'
import { seedOf, wave } from './noise'
import { type Source, source } from './source'
import { daemonSources } from './toolstack-sources'

const GiB = 1024 ** 3

/** A host as its series see it. */
interface Measured {
  readonly db: Database
  readonly ref: Ref<'host'>
  readonly host: Records['host']
  readonly load: HostLoad
  readonly seed: number
  readonly cpus: number
}

/** The series of a host. NaN before it was booted. */
export function hostSources(db: Database, lives: Lives, ref: Ref<'host'>): Source[] {
  const host = db.get('host', ref)
  const cpus = host.host_CPUs.length || Number(host.cpu_info.cpu_count) || 1
  const measured = { db, ref, host, cpus, load: new HostLoad(lives, ref), seed: seedOf(host.uuid) }
  const boot = Number(host.other_config.boot_time)
  const booted = Number.isFinite(boot) ? boot : 0
  const all = [
    ...daemonSources(db, ref, measured.seed),
    ...cpuSources(measured),
    ...memorySources(measured),
    ...storageSources(measured),
    ...networkSources(measured),
  ]
  return all.map(one => ({
    ...one,
    value: at => (at.middle < booted ? Number.NaN : one.value(at)),
  }))
}

/** How busy the CPUs of a host are, 0…1: Xen itself needs a little beside the domains. */
function busy({ load, cpus, seed }: Measured, at: Moment): number {
  return Math.min(1, load.cpus(at) / cpus + 0.004 + 0.006 * wave(seed, at.middle, at.width))
}

function cpuSources(measured: Measured): Source[] {
  const { cpus, seed, load } = measured
  const shares = new WeakMap<Moment, readonly number[]>()
  const share = (at: Moment, number: number) => {
    const known = shares.get(at) ?? spread(busy(measured, at), cpus, seed, at)
    shares.set(at, known)
    return known[number] ?? 0
  }
  const fraction = (name: string, description: string, value: Source['value']) =>
    source(name, '(fraction)', value, { description, max: 1 })
  const single = (number: number) => [
    fraction(`cpu${number}`, `Physical cpu usage for cpu ${number}`, at => share(at, number)),
    fraction(`cpu${number}-C0`, `Proportion of time CPU ${number} spent in C-state 0`, at =>
      Math.min(1, 0.01 + share(at, number)),
    ),
    fraction(`cpu${number}-C1`, `Proportion of time CPU ${number} spent in C-state 1`, at =>
      Math.max(0, 0.99 - share(at, number)),
    ),
    source(`CPU${number}-avg-freq`, 'MHz', at => 1500 + 1500 * share(at, number), {
      description: `Average frequency of CPU ${number}`,
    }),
  ]
  return [
    ...Array.from({ length: cpus }, (_, number) => single(number)).flat(),
    fraction('cpu_avg', 'Average physical cpu usage', at => busy(measured, at)),
    source('hostload', '(fraction)', at => load.cpus(at) / cpus, {
      description:
        'Host load per physical cpu, where load refers to the number of vCPU(s) in running or runnable status',
    }),
    source('loadavg', '(fraction)', at => 0.1 + 3 * busy(measured, at), {
      description: 'Domain0 loadavg',
    }),
    source('running_domains', 'count', at => load.at(at).length, {
      description: 'Total number of running domains',
    }),
    source('running_vcpus', 'count', at => load.vcpus(at), {
      description: 'Total number of running vCPUs per host',
    }),
    source('DCMI-power-reading', 'W', at => 110 + 240 * busy(measured, at), {
      description: 'Host power usage',
    }),
  ]
}

function memorySources({ db, host, load }: Measured): Source[] {
  const total = db.find('host_metrics', host.metrics)?.memory_total ?? 0
  const free = (at: Moment) => Math.max(0, total - host.memory_overhead - load.memory(at))
  const detail = (description: string) => ({ description })
  return [
    source('memory_free_kib', 'KiB', at => free(at) / 1024, detail('Total amount of free memory')),
    source('memory_reclaimed', 'B', () => 0, detail('Host memory reclaimed by squeezed')),
    source('memory_reclaimed_max', 'B', () => 0, detail('Host memory that could be reclaimed by squeezed')),
    source('memory_total_kib', 'KiB', () => total / 1024, detail('Total amount of memory in use')),
    source('Tapdisks_in_low_memory_mode', 'count', () => 0, {
      description: 'Tapdisks which are in low memory mode',
    }),
  ]
}

function storageSources({ db, host, load, seed }: Measured): Source[] {
  const names: string[] = []
  const cached: Source[] = []
  for (const ref of host.PBDs) {
    const pbd = db.find('PBD', ref)
    const sr = pbd?.currently_attached ? db.find('SR', pbd.SR) : undefined
    if (!sr || sr.content_type === 'iso' || sr.content_type === 'disk') continue
    names.push(sr.uuid.slice(0, 8))
    if (sr.local_cache_enabled) cached.push(...cacheSources(sr, seed))
  }
  const measures = names.sort().flatMap(sr => {
    const uses = new WeakMap<Moment, ReturnType<typeof together>>()
    const use = (at: Moment) => {
      const known = uses.get(at) ?? load.disks(at, sr)
      uses.set(at, known)
      return known
    }
    return diskMeasures.map(({ name, units, describe, value }) =>
      source(`${name}_${sr}`, units, at => value(use(at)), { description: describe(`SR ${sr}`) }),
    )
  })
  return [...cached, ...measures.sort((a, b) => (a.name < b.name ? -1 : 1))]
}

function cacheSources(sr: Records['SR'], seed: number): Source[] {
  const rate = (salt: number) => (at: Moment) => 40 * wave(seed + salt, at.middle, at.width)
  const name = (what: string) => `sr_${sr.uuid}_cache_${what}`
  return [
    source(name('hits'), 'requests/s', rate(1), { description: 'Hits per second of the cache' }),
    source(name('misses'), 'requests/s', rate(2), { description: 'Misses per second of the cache' }),
    source(name('size'), 'B', () => 2 * GiB, { description: 'Size in bytes of the cache SR' }),
  ]
}

function networkSources({ db, host, load, seed }: Measured): Source[] {
  const cards = host.PIFs.flatMap(ref => {
    const pif = db.find('PIF', ref)
    return pif?.physical ? [pif] : []
  })
  // What a card carries: its own network and those of the VLANs on it.
  const networks = (device: string) =>
    host.PIFs.flatMap(ref => {
      const pif = db.find('PIF', ref)
      return pif?.device === device ? [pif.network] : []
    })
  const flow = (pif: Records['PIF'], way: 'received' | 'sent') => {
    const carried = networks(pif.device)
    const salt = seedOf(pif.device) + (way === 'sent' ? 1 : 0)
    return (at: Moment) => {
      const own = pif.management ? 6_000 + 60_000 * wave(seed + salt, at.middle, at.width) : 0
      // What a VM receives comes in by the card, what it sends leaves by it.
      return own + carried.reduce((sum, network) => sum + load.traffic(at, network, way), 0)
    }
  }
  const all = { received: cards.map(pif => flow(pif, 'received')), sent: cards.map(pif => flow(pif, 'sent')) }
  const sources = cards.flatMap((pif, index) =>
    (['received', 'sent'] as const).flatMap(way => {
      const short = way === 'received' ? 'rx' : 'tx'
      const on = `${way} on physical interface ${pif.device}`
      return [
        source(`pif_${pif.device}_${short}`, 'B/s', all[way][index] ?? (() => 0), {
          description: `Bytes per second ${on}`,
        }),
        source(`pif_${pif.device}_${short}_errors`, 'err/s', () => 0, {
          description: `Errors per second of what was ${on}`,
          standard: false,
        }),
      ]
    }),
  )
  const sum = (way: 'received' | 'sent') => (at: Moment) =>
    all[way].reduce((total, one) => total + one(at), 0)
  return [
    source('pif_aggr_rx', 'B/s', sum('received'), {
      description: 'Bytes per second received on all physical interfaces',
    }),
    source('pif_aggr_tx', 'B/s', sum('sent'), {
      description: 'Bytes per second sent on all physical interfaces',
    }),
    ...sources.sort((a, b) => (a.name < b.name ? -1 : 1)),
  ]
}
