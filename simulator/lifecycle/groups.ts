import type { Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { type Pool, poolRow } from '../pool'
import { recordOf } from '../tables/row'

const PRIORITY = 3

/** Says so when all running VMs of a group that should keep apart have come together on one host. */
export function watchGroups(pool: Pool): void {
  const breached = new Map<string, string>()
  pool.db.onWrite((cls, _, before, after) => {
    if (cls !== 'VM' || !after) return
    const is = recordOf<'VM'>(after)
    const was = before && recordOf<'VM'>(before)
    if (is.groups.length === 0 && (was?.groups.length ?? 0) === 0) return
    if (
      was &&
      was.resident_on === is.resident_on &&
      was.power_state === is.power_state &&
      was.groups === is.groups
    )
      return
    for (const group of new Set([...is.groups, ...(was?.groups ?? [])])) look(pool, group, breached)
  })
}

function look(pool: Pool, group: Ref<'VM_group'>, breached: Map<string, string>): void {
  const row = pool.db.find('VM_group', group)
  if (row?.placement !== 'anti_affinity') return
  const running = row.VMs.map(vm => pool.db.find('VM', vm)).filter(vm => vm?.power_state === 'Running')
  const hosts = new Set(running.map(vm => vm?.resident_on))
  const [host] = hosts
  if (running.length < 2 || hosts.size > 1 || host === undefined) {
    breached.delete(group)
    return
  }
  if (breached.get(group) === host) return
  breached.set(group, host)
  const text = `<message>Breach on VM anti-affinity rules</message>`
  const where = `<VM_group>${row.uuid}</VM_group><host>${pool.db.get('host', host).uuid}</host>`
  pool.messages.create({
    name: 'ALL_RUNNING_VMS_IN_ANTI_AFFINITY_GRP_ON_SINGLE_HOST',
    priority: PRIORITY,
    cls: 'Pool',
    obj_uuid: poolRow(pool)[1].uuid,
    timestamp: isoTime(pool.clock.now()),
    body: `<body>${text}${where}</body>`,
  })
}
