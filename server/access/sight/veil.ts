import type { Entry, Extra } from '@/server/inventory/query/entry'
import type {
  AnyRow,
  Freshness,
  HostRow,
  NetworkRow,
  ObjectId,
  PoolRow,
  ScheduleRow,
  SnapshotRow,
  SrRow,
  TaskRow,
  TemplateRow,
  VappRow,
  VdiRow,
  VmRow,
} from '@/server/inventory/rows'
import { hidden } from '@/server/shared/hidden'
import { say } from '@/server/shared/text'
import type { Counted } from './counts'

/** What the veil asks of who looks. */
export interface Looker {
  seesId(id: ObjectId): boolean
  /** True when everything in the pool is seen, whatever comes. */
  seesPool(pool: string): boolean
  /** True when the tasks at work on an object are seen. */
  seesTasksOf(entry: Entry): boolean
  /** Takes out of a pool's own text what names something hidden. */
  clean(text: string, pool: string): string
  /** The same for texts that people write: only references and ids are taken out. */
  withoutIds(text: string, pool: string): string
  counted(id: ObjectId): Counted
  hostNames(pool: string): ReadonlySet<string>
}

/** A row as it looks to who does not see everything around it: nothing in it tells of what is hidden. */
export function veiled(entry: Entry, looker: Looker): AnyRow {
  const row = withTasks(entry, looker)
  switch (row.class) {
    case 'VM':
      return veiledVm(row, entry.extra, looker)
    case 'template':
      return veiledTemplate(row, looker)
    case 'VM_appliance':
      return veiledVapp(row, looker)
    case 'VMSS':
      return veiledSchedule(row, looker)
    case 'pool':
      return veiledPool(row, looker)
    case 'host':
      return veiledHost(row, looker)
    case 'SR':
      return veiledSr(row, looker)
    case 'network':
      return veiledNetwork(row, looker)
    case 'VDI':
      return veiledVdi(row, looker)
    case 'snapshot':
      return veiledSnapshot(row, looker)
    case 'task':
      return veiledTask(row, looker)
  }
}

/** Operations under way are known by their tasks. */
function withTasks(entry: Entry, looker: Looker): AnyRow {
  const { row } = entry
  const operations = Object.values(row.current_operations)
  if (operations.length === 0 || looker.seesTasksOf(entry)) return row
  const current_operations = Object.fromEntries(operations.map((name, at) => [`${hidden} ${at + 1}`, name]))
  return { ...row, current_operations }
}

const orHidden = (id: ObjectId | null, looker: Looker) => (id === null || looker.seesId(id) ? id : hidden)

function veiledVm(row: VmRow, { trouble }: Extra, looker: Looker): VmRow {
  const host = orHidden(row.host, looker)
  const home = orHidden(row.home, looker)
  const networks = row.networks.every(id => looker.seesId(id))
    ? row.networks
    : row.networks.map(id => (looker.seesId(id) ? id : hidden))
  const veiledTrouble = trouble !== null && !looker.seesId(trouble.about) ? trouble.veiled : row.trouble
  // Names of vApps and schedules stand in the row itself.
  const { snapshotSchedule: own, appliance: vapp } = row
  const appliance = vapp === null || looker.seesId(vapp.id) ? vapp : null
  const snapshotSchedule = own === null || looker.seesId(own.id) ? own : null
  if (
    host === row.host &&
    home === row.home &&
    networks === row.networks &&
    veiledTrouble === row.trouble &&
    snapshotSchedule === own &&
    appliance === vapp
  ) {
    return row
  }
  return { ...row, host, home, networks, trouble: veiledTrouble, snapshotSchedule, appliance }
}

function veiledTemplate(row: TemplateRow, looker: Looker): TemplateRow {
  const home = orHidden(row.home, looker)
  if (home === row.home && row.networks.every(id => looker.seesId(id))) return row
  return { ...row, home, networks: row.networks.map(id => (looker.seesId(id) ? id : hidden)) }
}

function veiledVapp(row: VappRow, looker: Looker): VappRow {
  const members = row.members.filter(({ id }) => looker.seesId(id))
  return members.length === row.members.length ? row : { ...row, members }
}

function veiledSchedule(row: ScheduleRow, looker: Looker): ScheduleRow {
  const members = row.members.filter(({ id }) => looker.seesId(id))
  return members.length === row.members.length ? row : { ...row, members }
}

function veiledPool(row: PoolRow, looker: Looker): PoolRow {
  if (looker.seesPool(row.pool)) return row
  const { hosts, vms, runningVms, runningVcpus } = looker.counted(row.id)
  // A pool without a name of its own goes by its coordinator's.
  const named = looker.clean(row.name_label, row.pool)
  return {
    ...row,
    name_label: named === hidden ? row.address : named,
    coordinator: orHidden(row.coordinator, looker),
    // They tell of all its hosts.
    editions: [],
    sockets: null,
    // Names of folders and searches may tell of what lies in them.
    emptyFolders: [],
    searches: [],
    hosts,
    vms,
    runningVms,
    runningVcpus,
  }
}

function veiledHost(row: HostRow, looker: Looker): HostRow {
  const { vms } = looker.counted(row.id)
  return vms === row.vms ? row : { ...row, vms }
}

/** What a repository holds of others is a count of hidden disks, and who is attached one of hidden hosts. */
function veiledSr(row: SrRow, looker: Looker): SrRow {
  if (looker.seesPool(row.pool)) return row
  const host = orHidden(row.host, looker)
  return { ...row, host, vdis: null, virtualAllocation: null, hosts: null, attached: null }
}

function veiledNetwork(row: NetworkRow, looker: Looker): NetworkRow {
  if (looker.seesPool(row.pool)) return row
  const names = row.disconnected.length === 0 ? null : looker.hostNames(row.pool)
  const disconnected = names === null ? row.disconnected : row.disconnected.filter(name => names.has(name))
  return { ...row, vms: looker.counted(row.id).vms, disconnected }
}

function veiledVdi(row: VdiRow, looker: Looker): VdiRow {
  if (looker.seesPool(row.pool)) return row
  return {
    ...row,
    sr: orHidden(row.sr, looker),
    users: row.users.filter(({ id }) => looker.seesId(id)),
    folder: '',
  }
}

function veiledSnapshot(row: SnapshotRow, looker: Looker): SnapshotRow {
  if (looker.seesPool(row.pool)) return row
  return { ...row, storage: row.storage.map(id => (looker.seesId(id) ? id : hidden)) }
}

/** What XAPI itself calls a task names no object. */
const ownLabel = /^(Async\.)?\w+\.\w+$/

function veiledTask(row: TaskRow, looker: Looker): TaskRow {
  if (looker.seesPool(row.pool)) return row
  return {
    ...row,
    name_label: ownLabel.test(row.name_label) ? row.name_label : 'Task',
    name_description: '',
    error_info: row.error_info.map(text => looker.clean(text, row.pool)),
    host: orHidden(row.host, looker),
  }
}

/** Why a hidden pool is silent may tell its address. */
export function veiledFreshness(freshness: Freshness): Freshness {
  if (!('error' in freshness)) return freshness
  const { code } = freshness.error
  return { ...freshness, error: { code, message: say('The pool does not answer.') } }
}
