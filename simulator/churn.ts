import type { Ref } from '../server/xapi/model/records'
import type { Wire } from '../server/xapi/wire'
import { isoTime } from './clock'
import { serveCall } from './handlers/dispatch'
import { coordinatorOf, type Pool } from './pool'
import { type Random, seededRandom } from './random'

/** How often it looks how much is due, in seconds. */
const STEP_SECONDS = 0.1
/** Writes of rows that one operation on a VM comes to, about: how many they are on real hosts is uncertain. */
const WRITES_OF_OPERATION = 25
/** One in so many changes is an operation with all that it comes to; the rest is reports of hosts and guests. */
const OPERATIONS_SHARE = 0.4
/** Which VMs there are is looked up anew this often, in seconds. */
const ROSTER_SECONDS = 5
const SNAPSHOTS_KEPT = 20
const MiB = 1024 * 1024

/**
 * Lets a pool live: guests report, disks and storage fill, VMs start, stop, reboot, migrate, are snapshotted and
 * renamed, so that about `perSecond` rows are written a second, the consequences of operations counted. Ends with the
 * signal, or with the pool's clock.
 */
export function churn(pool: Pool, perSecond: number, seed: number, signal?: AbortSignal): void {
  const { db, clock } = pool
  const life = new Life(pool, seededRandom(seed))
  let operations = 0
  let owed = 0
  let seen = db.generation
  const count = () => {
    owed -= db.generation - seen
    seen = db.generation
  }
  const step = () => {
    if (signal?.aborted) return
    const due = perSecond * STEP_SECONDS
    owed += due
    operations += (due * OPERATIONS_SHARE) / WRITES_OF_OPERATION
    for (; operations >= 1; operations--) life.operate()
    // What operations write while they go on counts: reports make up what is missing.
    count()
    for (let tries = 0; owed >= 1 && tries < due * 10; tries++) {
      life.report()
      count()
    }
    owed = Math.max(owed, -perSecond)
    clock.after(STEP_SECONDS, step)
  }
  clock.after(STEP_SECONDS, step)
}

class Life {
  readonly #pool: Pool
  readonly #random: Random
  #session: Ref<'session'> | undefined
  #roster: Ref<'VM'>[] = []
  #until = 0
  readonly #snapshots: Ref<'VM'>[] = []
  constructor(pool: Pool, random: Random) {
    this.#pool = pool
    this.#random = random
  }

  /** Something that is measured has changed a little. */
  report(): void {
    const { db, clock } = this.#pool
    const vm = this.#vm()
    const row = vm && db.find('VM', vm)
    if (!row) return
    const last_updated = isoTime(clock.now())
    const lot = this.#random.next()
    if (row.power_state === 'Running' && lot < 0.75) {
      if (lot < 0.45 && db.find('VM_guest_metrics', row.guest_metrics))
        db.update('VM_guest_metrics', row.guest_metrics, {
          last_updated,
          memory: { total: String(row.memory_target), free: String(this.#portion(row.memory_target)) },
        })
      else
        db.update('VM_metrics', row.metrics, {
          last_updated,
          memory_actual: row.memory_target + this.#random.between(-4, 4) * 4096,
        })
    } else if (lot < 0.92) this.#fill(row.VBDs)
    else if (lot < 0.96) db.update('VM', vm, { name_description: `Looked at ${last_updated}` })
    else db.update('VM', vm, { tags: lot < 0.98 ? ['checked'] : [] })
  }

  /** Somebody does something to a VM, as a client would. */
  operate(): void {
    const vm = this.#vm()
    const row = vm && this.#pool.db.find('VM', vm)
    if (!row || Object.keys(row.current_operations).length > 0) return
    const lot = this.#random.next()
    if (row.power_state === 'Halted') this.#call('VM.start', vm, false, false)
    else if (row.power_state === 'Suspended') this.#call('VM.resume', vm, false, false)
    else if (row.power_state === 'Paused') this.#call('VM.unpause', vm)
    else if (lot < 0.35) this.#call('VM.clean_shutdown', vm)
    else if (lot < 0.55) this.#call('VM.clean_reboot', vm)
    else if (lot < 0.75) this.#migrate(vm)
    else if (lot < 0.85) this.#call('VM.pause', vm)
    else this.#snapshot(vm)
  }

  #migrate(vm: Ref<'VM'>): void {
    const hosts = [...this.#pool.db.table('host').entries.keys()]
    const to = hosts[this.#random.between(0, hosts.length - 1)]
    if (to !== undefined) this.#call('VM.pool_migrate', vm, to, { live: 'true' })
  }

  /** Old snapshots go when new ones come, with their disks. */
  #snapshot(vm: Ref<'VM'>): void {
    const { db } = this.#pool
    const known = new Set(db.get('VM', vm).snapshots)
    void this.#call('VM.snapshot', vm, `churn ${isoTime(this.#pool.clock.now())}`, []).then(() => {
      const made = db.find('VM', vm)?.snapshots.filter(one => !known.has(one)) ?? []
      this.#snapshots.push(...made)
    })
    if (this.#snapshots.length <= SNAPSHOTS_KEPT) return
    const oldest = this.#snapshots.shift()
    const row = oldest && db.find('VM', oldest)
    if (!row) return
    const disks = row.VBDs.flatMap(vbd => db.find('VBD', vbd)?.VDI ?? [])
    void this.#call('VM.destroy', oldest).then(() => {
      for (const disk of disks) if (db.find('VDI', disk)) this.#call('VDI.destroy', disk)
    })
  }

  /** A guest wrote to its disk. */
  #fill(vbds: readonly Ref<'VBD'>[]): void {
    const { db } = this.#pool
    for (const vbd of vbds) {
      const vdi = db.find('VBD', vbd)?.VDI
      const row = vdi && db.find('VDI', vdi)
      if (!vdi || !row) continue
      const grown = row.physical_utilisation + this.#random.between(1, 64) * MiB
      db.update('VDI', vdi, { physical_utilisation: Math.min(row.virtual_size, grown) })
      return
    }
  }

  #portion(whole: number): number {
    return Math.floor((whole * this.#random.between(10, 80)) / 100)
  }

  #vm(): Ref<'VM'> | undefined {
    const { db, clock } = this.#pool
    if (clock.now() >= this.#until) {
      this.#roster = []
      for (const [ref, vm] of db.all('VM'))
        if (!vm.is_a_template && !vm.is_a_snapshot && !vm.is_control_domain) this.#roster.push(ref)
      this.#until = clock.now() + ROSTER_SECONDS * 1000
    }
    return this.#roster[this.#random.between(0, this.#roster.length - 1)]
  }

  /** Refusals are part of life: who asks without looking gets them. */
  async #call(method: string, ...params: readonly Wire[]): Promise<void> {
    const pool = this.#pool
    const session =
      this.#session && pool.db.find('session', this.#session)
        ? this.#session
        : pool.db.create('session', {
            this_host: coordinatorOf(pool),
            is_local_superuser: true,
            originator: 'churn',
            last_active: isoTime(pool.clock.now()),
          })
    this.#session = session
    await serveCall({ pool, host: coordinatorOf(pool) }, method, [session, ...params])
  }
}
