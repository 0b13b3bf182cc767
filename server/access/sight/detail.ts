import type {
  HostDetail,
  MachineDetail,
  NetworkDetail,
  PoolDetail,
  SrDetail,
  TemplateDetail,
  VmDetail,
} from '@/server/inventory/details'
import type {
  HostRow,
  NetworkRow,
  ObjectId,
  PoolId,
  SrRow,
  TemplateRow,
  VmRow,
} from '@/server/inventory/rows'
import { hidden } from '@/server/shared/hidden'
import type { Looker } from './veil'

interface Named {
  id: ObjectId
  name: string
}

const orHidden = (link: Named | null, looker: Looker): Named | null =>
  link === null || looker.seesId(link.id) ? link : { id: hidden, name: hidden }

/** The page of a VM for who does not see everything around it; `row` is its row as they see it. */
export function veiledVmDetail(detail: VmDetail, row: VmRow, looker: Looker): VmDetail {
  return {
    ...detail,
    row,
    ...veiledDevices(detail, row.pool, looker),
    hostName: row.host === hidden ? hidden : detail.hostName,
    ...veiledGpus(detail, looker),
  }
}

/** What cards a pool has is told to who sees the pool. */
function veiledGpus({ row, gpus, gpuKinds, gpuObstacle }: VmDetail, looker: Looker) {
  const told = looker.seesId(row.pool)
  return {
    gpus: gpus.map(gpu => ({
      ...gpu,
      groupName: told ? gpu.groupName : hidden,
      host: orHidden(gpu.host, looker),
    })),
    gpuKinds: told ? gpuKinds : [],
    gpuObstacle: told ? gpuObstacle : ('hidden' as const),
  }
}

/** The same of a template. */
export function veiledTemplateDetail(
  detail: TemplateDetail,
  row: TemplateRow,
  looker: Looker,
): TemplateDetail {
  return { ...detail, row, ...veiledDevices(detail, row.pool, looker) }
}

function veiledDevices({ disks, nics, otherConfig }: MachineDetail, pool: PoolId, looker: Looker) {
  return {
    disks: disks.map(disk => ({ ...disk, sr: orHidden(disk.sr, looker) })),
    nics: nics.map(nic => ({ ...nic, network: orHidden(nic.network, looker) })),
    otherConfig: cleaned(otherConfig, pool, looker),
  }
}

export function veiledHostDetail(detail: HostDetail, row: HostRow, looker: Looker): HostDetail {
  return {
    ...detail,
    row,
    nics: detail.nics.map(nic => ({ ...nic, network: orHidden(nic.network, looker) })),
    // Of storage that is not seen there is nothing to say.
    storage: detail.storage.filter(({ id }) => looker.seesId(id)),
    memory: veiledMemory(detail.memory, looker),
    otherConfig: cleaned(detail.otherConfig, row.pool, looker),
  }
}

export function veiledPoolDetail(detail: PoolDetail, looker: Looker): PoolDetail {
  const pending = detail.updates.pending.filter(({ id }) => looker.seesId(id))
  return {
    ...detail,
    defaultStorage: orHidden(detail.defaultStorage, looker),
    updates: { ...detail.updates, pending },
    otherConfig: cleaned(detail.otherConfig, detail.id, looker),
  }
}

export function veiledSrDetail(detail: SrDetail, row: SrRow, looker: Looker): SrDetail {
  return {
    ...detail,
    row,
    // Of hosts that are not seen there is nothing to say.
    links: detail.links.filter(({ host }) => host !== null && looker.seesId(host.id)),
    otherConfig: cleaned(detail.otherConfig, row.pool, looker),
  }
}

export function veiledNetworkDetail(detail: NetworkDetail, row: NetworkRow, looker: Looker): NetworkDetail {
  return {
    ...detail,
    row,
    nics: detail.nics.filter(({ host }) => host !== null && looker.seesId(host.id)),
    otherConfig: cleaned(detail.otherConfig, row.pool, looker),
  }
}

/** How full a host is, all who see it know; what VMs may still ask for, only who sees them. */
function veiledMemory({ vms, unnamed, ownDomains }: HostDetail['memory'], looker: Looker) {
  const seen = vms.filter(({ id }) => looker.seesId(id))
  if (seen.length === vms.length) return { ownDomains, vms: seen, unnamed }
  const now = vms.reduce((sum, vm) => (looker.seesId(vm.id) ? sum : sum + vm.now), unnamed.now)
  return { ownDomains, vms: seen, unnamed: { now, promised: null } }
}

function cleaned(
  config: Readonly<Record<string, string>>,
  pool: string,
  looker: Looker,
): Readonly<Record<string, string>> {
  const entries = Object.entries(config)
  return Object.fromEntries(
    entries.map(([key, text]) => [looker.withoutIds(key, pool), looker.withoutIds(text, pool)]),
  )
}
