import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { begin, end } from '../lifecycle/operation'
import { start } from '../lifecycle/start'
import { cleanShutdown, hardShutdown, shutdown } from '../lifecycle/stop'
import type { Pool } from '../pool'
import { Task } from '../work/task'
import { applianceRecovery } from './recovery'
import type { Handlers } from './types'

type Act = (task: Task, vm: Ref<'VM'>) => Promise<void>

interface Plan {
  readonly method: string
  readonly operation: string
  /** Without one of these it is refused, and `none` says why. */
  readonly needs: (vm: Records['VM']) => boolean
  readonly none: string
  /** What it is done to: all that are not so already. One that can't become so fails. */
  readonly wanted: Records['VM']['power_state']
  readonly backwards: boolean
  readonly act: Act
}

/**
 * Goes through the VMs of an appliance in their order, those of one order together. What is waited in between is the
 * delay of each VM, which is part of its own start or shutdown: so it is waited after the last ones too.
 */
async function carryOut(pool: Pool, parent: Task, ref: Ref<'VM_appliance'>, plan: Plan): Promise<void> {
  const members = pool.db.get('VM_appliance', ref).VMs
  if (!members.some(vm => plan.needs(pool.db.get('VM', vm))))
    throw new Failure('OPERATION_NOT_ALLOWED', plan.none)
  const vms = members.filter(vm => pool.db.get('VM', vm).power_state !== plan.wanted)
  const orders = [...new Set(vms.map(vm => pool.db.get('VM', vm).order))].sort((a, b) => a - b)
  if (plan.backwards) orders.reverse()
  const failed: Ref<'VM'>[] = []
  begin(pool, parent, 'VM_appliance', ref, plan.operation)
  try {
    for (const order of orders) {
      const group = vms.filter(vm => pool.db.find('VM', vm)?.order === order)
      await Promise.all(group.map(vm => one(pool, parent, vm, plan, failed)))
    }
  } finally {
    end(pool, parent, 'VM_appliance', ref)
  }
  if (failed.length > 0) throw new Failure('OPERATION_PARTIALLY_FAILED', plan.method, ...failed)
}

/** Each VM has a task of its own below the one of the appliance. */
async function one(pool: Pool, parent: Task, vm: Ref<'VM'>, plan: Plan, failed: Ref<'VM'>[]): Promise<void> {
  const task = new Task(pool, `Async.VM.${plan.operation}`, { parent: parent.ref })
  try {
    await plan.act(task, vm)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    failed.push(vm)
  } finally {
    task.vanish()
  }
}

const halted = (vm: Records['VM']) => vm.power_state === 'Halted'
const running = (vm: Records['VM']) => vm.power_state === 'Running'
const NONE_RUNNING = 'There are no running VMs in this appliance.'
const ALL_HALTED = 'All VMs in this appliance are halted.'

export const appliance: Handlers<'VM_appliance'> = {
  start: ({ pool, task }, ref, paused) =>
    carryOut(pool, task, ref, {
      method: 'VM_appliance.start',
      operation: 'start',
      needs: halted,
      none: 'There are no halted VMs in this appliance.',
      wanted: paused ? 'Paused' : 'Running',
      backwards: false,
      act: (own, vm) => start(pool, own, vm, { paused }),
    }),
  clean_shutdown: ({ pool, task }, ref) =>
    carryOut(pool, task, ref, {
      method: 'VM_appliance.clean_shutdown',
      operation: 'clean_shutdown',
      needs: running,
      none: NONE_RUNNING,
      wanted: 'Halted',
      backwards: true,
      act: (own, vm) => cleanShutdown(pool, own, vm),
    }),
  hard_shutdown: ({ pool, task }, ref) =>
    carryOut(pool, task, ref, {
      method: 'VM_appliance.hard_shutdown',
      operation: 'hard_shutdown',
      needs: vm => !halted(vm),
      none: ALL_HALTED,
      wanted: 'Halted',
      backwards: true,
      act: (own, vm) => hardShutdown(pool, own, vm),
    }),
  shutdown: ({ pool, task }, ref) =>
    carryOut(pool, task, ref, {
      method: 'VM_appliance.shutdown',
      operation: 'shutdown',
      needs: vm => !halted(vm),
      none: ALL_HALTED,
      wanted: 'Halted',
      backwards: true,
      act: (own, vm) => shutdown(pool, own, vm),
    }),
  get_SRs_required_for_recovery: ({ pool }, ref) => {
    pool.db.get('VM_appliance', ref)
    return []
  },
  ...applianceRecovery,
}
