import type { HostRow, ObjectId, VmRow } from '@/server/api/types'
import type { ConsoleKind } from '@/server/shared/console-kind'
import type { ConsoleSnapshot } from './console-session'
import { hostSituation, type Situation, vmSituation } from './console-situation'

/** What has consoles: a VM, or a host by its control domain. */
export interface ConsoleTarget {
  cls: 'VM' | 'host'
  id: ObjectId
  name: string
  kinds: readonly ConsoleKind[]
  /** False while it can have none. */
  runs: boolean
  /** Where it runs: another place is a reason to connect at once. */
  place: string | null
  /** What stands over the screen instead of a live picture; null while there is one. */
  situation: (state: ConsoleSnapshot) => Situation | null
}

export function vmTarget(vm: VmRow): ConsoleTarget {
  return {
    cls: 'VM',
    id: vm.id,
    name: vm.name_label,
    kinds: vm.consoles,
    runs: vm.power_state === 'Running',
    place: vm.host,
    situation: state => vmSituation(vm, state),
  }
}

export function hostTarget(host: HostRow): ConsoleTarget {
  return {
    cls: 'host',
    id: host.id,
    name: host.name_label,
    kinds: host.consoles,
    runs: host.live,
    place: host.id,
    situation: state => hostSituation(host, state),
  }
}
