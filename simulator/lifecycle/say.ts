import type { Records } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import type { Pool } from '../pool'

/** Leaves the message of a lifecycle operation: `VM 'name' (uuid: …) <what happened>`. */
export function sayOfVm(pool: Pool, name: string, vm: Records['VM'], happened: string): void {
  say(pool, name, vm, `VM '${vm.name_label}' (uuid: ${vm.uuid}) ${happened}`)
}

/** The same with a body in words of its own. */
export function say(pool: Pool, name: string, vm: Records['VM'], body: string): void {
  pool.messages.create({
    name,
    priority: 5,
    cls: 'VM',
    obj_uuid: vm.uuid,
    timestamp: isoTime(pool.clock.now()),
    body,
  })
}

/** `on host: <name> (uuid: <uuid>)` */
export function onHost(pool: Pool, host: string): string {
  const { name_label, uuid } = pool.db.get('host', host)
  return `on host: ${name_label} (uuid: ${uuid})`
}
