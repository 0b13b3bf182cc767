import type { Status } from '@/app/ui/status-mark'
import type {
  AnyRow,
  Freshness,
  HostRow,
  NetworkRow,
  OperationRow,
  PoolRow,
  SrRow,
  TaskRow,
  VappRow,
  VmRow,
} from '@/server/api/types'
import { operationWord } from '@/server/shared/operation-words'
import { say, t, told, toldWorded } from '@/server/shared/text'
import { toldError } from '@/server/shared/told-error'

/** How an object stands: the shape, the word beside it, and what more there is to say. */
export interface ObjectStatus {
  status: Status
  /** XAPI's own word where it has one. */
  word: string
  /** The half disc instead of the two bars, for `held`. */
  half?: boolean
  /** A sentence: why it is not well. */
  detail?: string
}

/** An object's status as far as it can be trusted: what is not heard from is unknown, whatever it was. */
export function statusOf(row: AnyRow, freshness: Freshness): ObjectStatus {
  if (row.class === 'pool') return poolStatus(row, freshness)
  const last = ownStatus(row)
  return freshness.state === 'live'
    ? last
    : { status: 'unknown', word: last.word, detail: staleDetail(freshness) }
}

function staleDetail(freshness: Exclude<Freshness, { state: 'live' }>): string {
  if (freshness.state === 'connecting') return t('Not heard from yet')
  return freshness.error.code === 'pool-connecting'
    ? t('Last known state: Domus is connecting to the pool')
    : t('Last known state: the pool does not answer')
}

function ownStatus(row: Exclude<AnyRow, PoolRow>): ObjectStatus {
  const moving = row.class === 'task' ? undefined : Object.values(row.current_operations)[0]
  if (moving !== undefined) return { status: 'moving', word: told(operationWord(moving)) }
  switch (row.class) {
    case 'VM':
      return vmStatus(row)
    case 'template':
      return { status: 'idle', word: row.kind === 'default' ? t('Default template') : t('Custom template') }
    case 'VM_appliance':
      return vappStatus(row)
    case 'VMSS':
      return row.enabled ? { status: 'ok', word: t('Enabled') } : { status: 'idle', word: t('Disabled') }
    case 'host':
      return hostStatus(row)
    case 'SR':
      return srStatus(row)
    case 'network':
      return networkStatus(row)
    case 'VDI':
      if (row.missing) return { status: 'trouble', word: t('Missing'), detail: t('Its storage has lost it.') }
      return row.users.length > 0
        ? { status: 'ok', word: t('In use') }
        : { status: 'idle', word: row.kind === 'disc' ? t('Disc') : t('Not in use') }
    case 'snapshot':
      return { status: 'idle', word: t('Snapshot') }
    case 'task':
      return taskStatus(row)
  }
}

function vmStatus(vm: VmRow): ObjectStatus {
  if (vm.trouble) return { status: 'trouble', word: told(vm.power_state), detail: toldWorded(vm.trouble) }
  switch (vm.power_state) {
    case 'Running':
      return { status: 'ok', word: told(vm.power_state) }
    case 'Halted':
      return { status: 'idle', word: told(vm.power_state) }
    case 'Suspended':
      return { status: 'held', word: told(vm.power_state), half: true }
    case 'Paused':
      return { status: 'held', word: told(vm.power_state) }
    default:
      return { status: 'unknown', word: told(vm.power_state) }
  }
}

/** As its VMs are: all run, some do, none does. */
function vappStatus({ members }: VappRow): ObjectStatus {
  const running = members.filter(({ power_state }) => power_state === 'Running').length
  if (running === 0) return { status: 'idle', word: members.length === 0 ? t('No VMs') : t('Not running') }
  if (running === members.length) return { status: 'ok', word: t('Running') }
  return { status: 'held', word: t('Partly running'), half: true }
}

function hostStatus(host: HostRow): ObjectStatus {
  if (!host.live) {
    return { status: 'trouble', word: t('Unreachable'), detail: t('The coordinator can’t reach this host.') }
  }
  if (host.maintenance) return { status: 'held', word: t('Maintenance'), half: true }
  if (!host.enabled)
    return { status: 'idle', word: t('Disabled'), detail: t('No VM can start on this host.') }
  return { status: 'ok', word: t('Enabled') }
}

/** From here on storage counts as near full. */
export const nearFull = 0.9

function srStatus(sr: SrRow): ObjectStatus {
  if (sr.attachment === 'none') {
    return { status: 'trouble', word: t('Detached'), detail: t('No host has this storage attached.') }
  }
  if (sr.attachment === 'some') {
    const detail =
      sr.hosts === null
        ? t('Not every host has it attached.')
        : t('Attached to {attached} of {hosts} hosts.', { attached: sr.attached ?? 0, hosts: sr.hosts })
    return { status: 'warn', word: t('Partly attached'), detail }
  }
  if (holdsData(sr) && sr.physicalUsed / sr.physicalSize >= nearFull) {
    return { status: 'warn', word: t('Near full'), detail: t('Less than a tenth of its space is free.') }
  }
  return { status: 'ok', word: t('Attached') }
}

/** ISO libraries and drives are full by nature and report sizes that mean nothing. */
export function holdsData(sr: SrRow): boolean {
  return sr.physicalSize > 0 && sr.content_type !== 'iso' && sr.type !== 'udev' && sr.type !== 'iso'
}

function networkStatus(network: NetworkRow): ObjectStatus {
  if (network.disconnected.length > 0) {
    return {
      status: 'warn',
      word: t('No link'),
      detail: t('No link on {list}.', { list: network.disconnected.join(', ') }),
    }
  }
  return { status: 'ok', word: network.devices.length === 0 ? t('Internal') : t('Connected') }
}

/** XAPI's status of a task as a word. */
export function taskWord(status: string): string {
  switch (status) {
    case 'success':
      return t('Succeeded')
    case 'failure':
      return t('Failed')
    case 'cancelled':
      return t('Cancelled')
    case 'cancelling':
      return t('Cancelling…')
    default:
      return t('Running…')
  }
}

function taskStatus(task: TaskRow): ObjectStatus {
  const word = taskWord(task.status)
  switch (task.status) {
    case 'success':
      return { status: 'ok', word }
    case 'failure':
      return { status: 'trouble', word, detail: task.error_info.join(' ') }
    case 'cancelled':
      return { status: 'idle', word }
    default:
      return { status: 'moving', word }
  }
}

function poolStatus(pool: PoolRow, freshness: Freshness): ObjectStatus {
  switch (freshness.state) {
    case 'connecting':
      return { status: 'moving', word: t('Connecting…') }
    case 'stale':
      if (freshness.error.code === 'pool-connecting')
        return { status: 'moving', word: t('Connecting…'), detail: toldError(freshness.error).message }
      return { status: 'trouble', word: t('Not answering'), detail: toldError(freshness.error).message }
    case 'failed':
      return { status: 'trouble', word: t('Not connected'), detail: toldError(freshness.error).message }
    case 'live': {
      const moving = Object.values(pool.current_operations)[0]
      return moving
        ? { status: 'moving', word: told(operationWord(moving)) }
        : { status: 'ok', word: t('Connected') }
    }
  }
}

const outcomes: Record<OperationRow['state'], ObjectStatus> = {
  running: { status: 'moving', word: say('Running…') },
  succeeded: { status: 'ok', word: say('Succeeded') },
  failed: { status: 'trouble', word: say('Failed') },
  cancelled: { status: 'idle', word: say('Cancelled') },
  unknown: {
    status: 'unknown',
    word: say('Outcome unknown'),
    detail: say('The server stopped before the outcome was known.'),
  },
}

export function operationStatus(state: OperationRow['state']): ObjectStatus {
  const { word, detail, ...rest } = outcomes[state]
  return { ...rest, word: told(word), ...(detail === undefined ? {} : { detail: told(detail) }) }
}
