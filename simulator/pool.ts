import type { Records, Ref } from '../server/xapi/model/records'
import type { Directory } from './access/directory'
import type { AuditLog } from './audit'
import type { Clock } from './clock'
import { Failure } from './failure'
import type { Faults } from './faults'
import type { Guest } from './lifecycle/guest'
import type { Measurements } from './rrd/measurements'
import type { Driver } from './storage/disks'
import type { LostStorage } from './storage/lost'
import type { Database } from './tables/database'
import type { Messages } from './tables/messages'
import type { Disks } from './transfer/disks'
import type { Task } from './work/task'

/** Everything that makes up one simulated pool. */
export interface Pool {
  readonly db: Database
  readonly messages: Messages
  readonly clock: Clock
  readonly faults: Faults
  /** Who did what. */
  readonly audit: AuditLog
  /** What is on the disks. */
  readonly disks: Disks
  /** What was measured of hosts, VMs and SRs. */
  readonly measurements: Measurements
  /** What runs inside each VM, by its uuid: what its agent reports once it has booted. */
  readonly guests: Map<string, Guest>
  /** Tasks still at work, by ref. */
  readonly tasks: Map<string, Task>
  /** VMs on their way to a host, by host: they count against its memory before they are there. */
  readonly arriving: Map<string, Set<string>>
  /** The last domain number each host gave. */
  readonly domids: Map<string, number>
  readonly credentials: { readonly username: string; password: string }
  /** The directory that hosts of this pool can join the domain of. */
  readonly directory: Directory | undefined
  /** Where `/console` of this pool answers: `http://127.0.0.1:8080`. */
  readonly consoleBase: string
  /** Where hosts answer, by ref; those that have no address of their own here are not in it. */
  readonly endpoints: Map<string, Endpoint>
  /** Sessions that live on one host only, by ref. */
  readonly localSessions: Map<string, Ref<'host'>>
  /** The certificate that hosts show, as PEM. */
  readonly certificate: () => string
  readonly chooseHost: ChooseHost
  /** What the storage drivers of this pool make of sizes. */
  readonly driver: Driver
  /** What its hosts have beside xapi, by name: what `host.call_plugin` could reach. */
  readonly plugins: ReadonlySet<string>
  /** Numbers that are given out once, by what they are for. */
  readonly counters: Map<string, number>
  /** Disks whose rows were forgotten, by their place. */
  readonly forgotten: Map<string, Records['VDI']>
  /** The pool that speaks for the one host of this one since it joined it. */
  memberOf: Pool | undefined
  /** Storages without a row, by uuid. */
  readonly lost: Map<string, LostStorage>
  /** Fields that no client reads, by the ref of their row: the secret of a VTPM, for one. */
  readonly hidden: Map<string, string>
  /** What runs in a VM that nobody put anything into. */
  readonly stranger: (vm: Records['VM']) => Guest
}

/** Which of several hosts that are equally good a VM goes to; undefined: any. */
export type ChooseHost = (vm: Ref<'VM'>, among: readonly Ref<'host'>[]) => Ref<'host'> | undefined

/** Where a host answers. */
export interface Endpoint {
  /** As a client on this machine writes it: `127.0.0.1:8080`. */
  readonly address: string
  readonly url: string
}

/** How a client finds a host: where it answers here, else the address in its row. */
export function addressOf(pool: Pool, host: Ref<'host'>): string {
  return pool.endpoints.get(host)?.address ?? pool.db.get('host', host).address
}

export function poolRow(pool: Pool): readonly [Ref<'pool'>, Records['pool']] {
  const [first] = pool.db.all('pool')
  if (!first) throw new Failure('INTERNAL_ERROR', 'The database has no pool')
  return first
}

export function coordinatorOf(pool: Pool): Ref<'host'> {
  return poolRow(pool)[1].master
}

export function isLive(pool: Pool, host: Records['host']): boolean {
  return pool.db.find('host_metrics', host.metrics)?.live ?? false
}
