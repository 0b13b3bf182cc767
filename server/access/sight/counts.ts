import type { AnyRow, ObjectId } from '@/server/inventory/rows'

/** What is seen in a pool, at a host, on a network, in a vApp or in a snapshot schedule. */
export interface Counted {
  hosts: number
  vms: number
  runningVms: number
  runningVcpus: number
}

const nothing: Counted = { hosts: 0, vms: 0, runningVms: 0, runningVcpus: 0 }

/** Counts what is seen, kept up to date by what comes and goes. */
export class Counts {
  private readonly byId = new Map<ObjectId, Counted>()

  of(id: ObjectId): Counted {
    return this.byId.get(id) ?? nothing
  }

  /** Follows a row from one state to the next; undefined: it is not seen. Adds whose count has changed to `touched`. */
  follow(before: AnyRow | undefined, after: AnyRow | undefined, touched: Set<ObjectId>): void {
    this.add(before, -1, touched)
    this.add(after, 1, touched)
  }

  private add(row: AnyRow | undefined, sign: 1 | -1, touched: Set<ObjectId>): void {
    if (row?.class === 'host') this.change(row.pool, { ...nothing, hosts: sign }, touched)
    if (row?.class !== 'VM' || row.hidden) return
    const running = row.power_state === 'Running'
    this.change(
      row.pool,
      {
        hosts: 0,
        vms: sign,
        runningVms: running ? sign : 0,
        runningVcpus: running ? sign * row.vcpus : 0,
      },
      touched,
    )
    const at = new Set(row.host === null ? row.networks : [row.host, ...row.networks])
    if (row.appliance !== null) at.add(row.appliance.id)
    if (row.snapshotSchedule !== null) at.add(row.snapshotSchedule.id)
    for (const id of at) this.change(id, { ...nothing, vms: sign }, touched)
  }

  private change(id: ObjectId, by: Counted, touched: Set<ObjectId>): void {
    const { hosts, vms, runningVms, runningVcpus } = this.of(id)
    this.byId.set(id, {
      hosts: hosts + by.hosts,
      vms: vms + by.vms,
      runningVms: runningVms + by.runningVms,
      runningVcpus: runningVcpus + by.runningVcpus,
    })
    touched.add(id)
  }
}
