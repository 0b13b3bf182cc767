import type { Duplex } from 'node:stream'
import type { Records, Ref } from '../../server/xapi/model/records'
import { guestOf } from '../lifecycle/guest'
import type { Pool } from '../pool'
import type { ScreenVm } from '../rfb/scene'
import { type GuestScreen, openScreen } from '../rfb/screens'
import { TextConsole } from '../rfb/text-console'
import { NULL, recordOf } from '../tables/row'

/** The screens and text consoles of the domains: each VM has one of both, so that all who look see the same. */
export class Screens {
  readonly #pool: Pool
  readonly #open = new Map<string, GuestScreen>()
  readonly #texts = new Map<string, TextConsole>()
  /** When domains began that were seen to begin: the metrics tell it only once the domain is built. */
  readonly #startedAt = new Map<string, number>()

  constructor(pool: Pool) {
    this.#pool = pool
    pool.db.onWrite((cls, ref, before, after) => {
      if (cls !== 'VM' || !before) return
      this.#follow(ref, recordOf<'VM'>(before), after && recordOf<'VM'>(after))
    })
  }

  attach(vmRef: Ref<'VM'>, socket: Duplex): void {
    let screen = this.#open.get(vmRef)
    if (!screen) {
      const { clock } = this.#pool
      screen = openScreen(this.#describe(vmRef), {
        now: () => clock.now(),
        after: (milliseconds, run) => clock.after(milliseconds / 1000, run),
      })
      this.#open.set(vmRef, screen)
    }
    screen.attach(socket)
  }

  attachText(vmRef: Ref<'VM'>, socket: Duplex): void {
    const console =
      this.#texts.get(vmRef) ?? new TextConsole(this.#describe(vmRef), () => this.#pool.clock.now())
    this.#texts.set(vmRef, console)
    console.attach(socket)
  }

  close(vmRef: string): void {
    this.#open.get(vmRef)?.close()
    this.#open.delete(vmRef)
    this.#texts.get(vmRef)?.disconnect()
    this.#texts.delete(vmRef)
  }

  closeAll(): void {
    for (const vm of [...this.#open.keys(), ...this.#texts.keys()]) this.close(vm)
  }

  /** Another number is another domain, but for one that moved or came back from its image: that one goes on. */
  #follow(ref: string, was: Records['VM'], is: Records['VM'] | undefined): void {
    if (!is || (is.power_state === 'Halted' && was.power_state !== 'Halted')) {
      this.#startedAt.delete(ref)
      this.close(ref)
      return
    }
    const moved = is.resident_on !== was.resident_on
    if (!moved && is.domid === was.domid) return
    const goesOn =
      moved && was.resident_on !== NULL ? is.power_state !== 'Halted' : was.power_state === 'Suspended'
    if (goesOn) {
      this.#open.get(ref)?.disconnect()
      this.#texts.get(ref)?.disconnect()
    } else if (is.domid !== was.domid) {
      if (is.domid > 0) this.#startedAt.set(ref, this.#pool.clock.now())
      this.close(ref)
    }
  }

  #describe(vmRef: Ref<'VM'>): ScreenVm {
    const vm = this.#pool.db.get('VM', vmRef)
    const metrics = this.#pool.db.find('VM_metrics', vm.metrics)
    const { kind, os } = guestOf(this.#pool, vm)
    return {
      uuid: vm.uuid,
      name_label: vm.name_label,
      os: kind,
      ...(os.name && { system: os.name }),
      ...(os.uname && { kernel: os.uname }),
      startedAt:
        this.#startedAt.get(vmRef) ?? (metrics ? Date.parse(metrics.start_time) : this.#pool.clock.now()),
      memory: vm.memory_target,
      vcpus: vm.VCPUs_at_startup,
    }
  }
}
