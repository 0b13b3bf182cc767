import type { VappMember } from '@/server/inventory/rows'

/** VMs that start, or shut down, at the same time. */
export interface Wave {
  order: number
  members: readonly VappMember[]
  /** Seconds the pool waits after it, before the next wave or before it is done: the longest delay of its VMs. */
  delay: number
}

/** What starting or shutting down a vApp comes to. */
export interface Waves {
  waves: readonly Wave[]
  /** Those that are already as they are to be. */
  already: readonly VappMember[]
  /** Those that this does nothing for: suspended and paused ones do not start. */
  left: readonly VappMember[]
  /** Seconds of the delays of all waves. */
  delays: number
}

/**
 * As XAPI does it: by order upwards to start, downwards to shut down, those of one order together. Each VM's delay is
 * waited within its own start or shutdown (xapi_vm.ml), so after the last wave too; a suspended VM that is shut down has none.
 */
export function wavesOf(members: readonly VappMember[], what: 'start' | 'stop'): Waves {
  const starts = what === 'start'
  const concerned = members.filter(({ power_state }) => (power_state === 'Halted') === starts)
  const already = members.filter(({ power_state }) => power_state === (starts ? 'Running' : 'Halted'))
  const left = members.filter(one => !concerned.includes(one) && !already.includes(one))
  const orders = [...new Set(concerned.map(({ order }) => order))].sort((a, b) => (starts ? a - b : b - a))
  const waves = orders.map(order => {
    const together = concerned.filter(one => one.order === order)
    const delays = together.map(one =>
      starts ? one.startDelay : one.power_state === 'Suspended' ? 0 : one.shutdownDelay,
    )
    return { order, members: together, delay: Math.max(...delays) }
  })
  return { waves, already, left, delays: waves.reduce((sum, { delay }) => sum + delay, 0) }
}
