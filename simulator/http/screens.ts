import type { Duplex } from 'node:stream'
import { guestOf } from '../lifecycle/guest'
import type { Pool } from '../pool'
import { type GuestScreen, openScreen } from '../rfb/screens'
import { recordOf } from '../tables/row'

/** The screens of the running domains: each VM has one, so that all who look see the same. */
export class Screens {
  readonly #pool: Pool
  readonly #open = new Map<string, GuestScreen>()

  constructor(pool: Pool) {
    this.#pool = pool
    pool.db.onWrite((cls, ref, before, after) => {
      if (cls !== 'VM' || !before) return
      const was = recordOf<'VM'>(before)
      const is = after && recordOf<'VM'>(after)
      // Another number is another domain: the old one's streams have ended.
      if (!is || is.domid !== was.domid || is.resident_on !== was.resident_on) this.close(ref)
    })
  }

  attach(vmRef: string, socket: Duplex): void {
    let screen = this.#open.get(vmRef)
    if (!screen) {
      const vm = this.#pool.db.get('VM', vmRef)
      const metrics = this.#pool.db.find('VM_metrics', vm.metrics)
      screen = openScreen({
        uuid: vm.uuid,
        name_label: vm.name_label,
        os: guestOf(this.#pool, vm).kind,
        startedAt: metrics ? Date.parse(metrics.start_time) : this.#pool.clock.now(),
        memory: vm.memory_target,
        vcpus: vm.VCPUs_at_startup,
      })
      this.#open.set(vmRef, screen)
    }
    screen.attach(socket)
  }

  close(vmRef: string): void {
    this.#open.get(vmRef)?.close()
    this.#open.delete(vmRef)
  }

  closeAll(): void {
    for (const vm of [...this.#open.keys()]) this.close(vm)
  }
}
