import type { Records, Ref } from '../server/xapi/model/records'
import { Failure } from './failure'
import type { Control } from './http/control'
import type { Screens } from './http/screens'
import { coordinatorOf, type Pool } from './pool'

/** Everything that can be made to go wrong. */
export function controlOf(pool: Pool, screens: Screens): Control {
  const { faults, db } = pool
  return {
    failNext: (vmUuid, code, params = []) => {
      db.byUuid('VM', vmUuid)
      faults.failNext(vmUuid, code, params)
    },
    heal: vmUuid => faults.heal(vmUuid),
    cutConnections: () => faults.cutConnections(),
    pause: () => faults.pause(),
    resume: () => faults.resume(),
    loseEvents: () => {
      for (const [, table] of db.tables()) table.deletions = []
    },
    endSessions: () => {
      for (const [ref] of [...db.all('session')]) db.destroy('session', ref)
    },
    hostDown: name => {
      const [ref, host] = hostNamed(pool, name)
      for (const vm of host.resident_VMs) screens.close(vm)
      db.update('host_metrics', host.metrics, { live: false })
      // Nobody else answers for the pool.
      if (ref === coordinatorOf(pool)) {
        faults.pause()
        faults.cutConnections()
      }
    },
    hostUp: name => {
      const [ref, host] = hostNamed(pool, name)
      db.update('host_metrics', host.metrics, { live: true })
      if (ref === coordinatorOf(pool)) faults.resume()
    },
  }
}

function hostNamed(pool: Pool, name: string): readonly [Ref<'host'>, Records['host']] {
  for (const [ref, host] of pool.db.all('host'))
    if (host.name_label === name || host.uuid === name) return [ref, host]
  throw new Failure('UUID_INVALID', 'host', name)
}
