import type { Records, Ref } from '../server/xapi/model/records'
import { Failure } from './failure'
import { isMessage } from './handlers/dispatch'
import { queueOf } from './handlers/event-next'
import type { SelfSigned } from './http/certificate'
import type { Control } from './http/control'
import type { Screens } from './http/screens'
import type { Port } from './http/server'
import { coordinatorOf, type Pool } from './pool'

/** What the hosts of a pool listen with. */
export interface Doors {
  readonly ports: readonly Port[]
  /** The port that is this host's alone, if hosts have ports of their own. */
  own(host: Ref<'host'>): Port | undefined
  /** Shows another certificate from now on. Refused where there is no TLS. */
  renew(): SelfSigned
}

/** Everything that can be made to go wrong. */
export function controlOf(pool: Pool, screens: Screens, doors: Doors): Control {
  const { faults, db } = pool
  /** What was in use of the storage that was filled, by uuid. */
  const filled = new Map<string, number>()
  const refuse = async () => {
    await Promise.all(doors.ports.map(port => port.refuse()))
  }
  const accept = async () => {
    await Promise.all(doors.ports.map(port => port.accept()))
  }
  const endSessions = () => {
    for (const [ref] of [...db.all('session')]) db.destroy('session', ref)
    pool.localSessions.clear()
  }
  return {
    failNext: (uuid, code, params = []) => {
      assertKnown(pool, uuid)
      faults.failNext(uuid, code, params)
    },
    failCall: (message, code, params = []) => {
      if (!message.startsWith('/') && !isMessage(message))
        throw new Failure('MESSAGE_METHOD_UNKNOWN', message)
      faults.failCall(message, code, params)
    },
    heal: uuid => {
      faults.heal(uuid)
      const used = filled.get(uuid)
      if (used !== undefined) db.update('SR', db.byUuid('SR', uuid), { physical_utilisation: used })
      filled.delete(uuid)
    },
    fillSr: (uuid, left = 0) => {
      const ref = db.byUuid('SR', uuid)
      const { physical_size, physical_utilisation } = db.get('SR', ref)
      if (!filled.has(uuid)) filled.set(uuid, physical_utilisation)
      db.update('SR', ref, { physical_utilisation: Math.max(0, physical_size - left) })
    },
    cutConnections: () => faults.cutConnections(),
    cutAnswer: (message, after) => faults.line.cutNext(message || undefined, after),
    slow: (seconds, bytesPerSecond) => faults.line.slow(seconds, bytesPerSecond),
    pause: () => faults.pause(),
    resume: () => faults.resume(),
    refuse,
    accept,
    die: async () => {
      await refuse()
      endSessions()
      screens.closeAll()
      for (const task of [...pool.tasks.values()]) task.stop()
    },
    comeBack: async () => {
      for (const [ref, { other_config }] of db.all('host')) {
        const agent_start_time = `${Math.floor(pool.clock.now() / 1000)}.`
        db.update('host', ref, { other_config: { ...other_config, agent_start_time } })
      }
      await accept()
    },
    loseEvents: () => {
      for (const [, table] of db.tables()) table.deletions = []
      pool.messages.deletions = []
      queueOf(pool).lose()
    },
    endSessions,
    changeCertificate: () => doors.renew().sha256,
    hostDown: async name => {
      const [ref, host] = hostNamed(pool, name)
      await doors.own(ref)?.refuse()
      for (const vm of host.resident_VMs) screens.close(vm)
      db.update('host_metrics', host.metrics, { live: false })
      // Nobody else answers for the pool, until the others have agreed on one who does.
      if (ref === coordinatorOf(pool)) {
        faults.pause()
        faults.cutConnections()
      }
    },
    hostUp: async name => {
      const [ref, host] = hostNamed(pool, name)
      await doors.own(ref)?.accept()
      db.update('host_metrics', host.metrics, { live: true })
      if (ref === coordinatorOf(pool)) faults.resume()
    },
  }
}

function assertKnown(pool: Pool, uuid: string): void {
  for (const [, table] of pool.db.tables()) if (table.byUuid(uuid) !== undefined) return
  throw new Failure('UUID_INVALID', 'VM', uuid)
}

function hostNamed(pool: Pool, name: string): readonly [Ref<'host'>, Records['host']] {
  for (const [ref, host] of pool.db.all('host'))
    if (host.name_label === name || host.uuid === name) return [ref, host]
  throw new Failure('UUID_INVALID', 'host', name)
}
