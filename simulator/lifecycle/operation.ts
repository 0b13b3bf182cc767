import type { Enums, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { isLive, type Pool } from '../pool'
import type { Task } from '../work/task'

type Busy = 'pool' | 'VM' | 'VBD' | 'VIF' | 'host' | 'SR' | 'VDI' | 'VM_appliance'

/** Shows an operation on an object as going on. */
export function begin(pool: Pool, task: Task, cls: Busy, ref: string, operation: string): void {
  const row = pool.db.find(cls, ref)
  if (row) setCurrent(pool, cls, ref, { ...row.current_operations, [task.ref]: operation })
}

export function end(pool: Pool, task: Task, cls: Busy, ref: string): void {
  const row = pool.db.find(cls, ref)
  if (!row) return
  const { [task.ref]: _, ...others } = row.current_operations
  setCurrent(pool, cls, ref, others)
}

/** The operations of every class are texts; each class has its own names for them. */
function setCurrent(pool: Pool, cls: Busy, ref: string, operations: { [task: string]: string }): void {
  pool.db.update(cls, ref, { current_operations: operations })
}

/** Runs `work` while the VM shows `operation`; ends it whatever happens. Needs the host the VM is on to be up. */
export async function during<T>(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  operation: Enums['vm_operations'],
  work: () => Promise<T>,
): Promise<T> {
  const { resident_on } = pool.db.get('VM', vm)
  const host = pool.db.find('host', resident_on)
  if (host && !isLive(pool, host)) throw new Failure('HOST_OFFLINE', resident_on)
  task.runOn(resident_on)
  begin(pool, task, 'VM', vm, operation)
  try {
    return await work()
  } finally {
    end(pool, task, 'VM', vm)
  }
}

/** What a VM has others wait for after it starts or shuts down is part of its own task, and can't be cancelled. */
export async function delay(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  which: 'start_delay' | 'shutdown_delay',
): Promise<void> {
  const seconds = pool.db.find('VM', vm)?.[which] ?? 0
  if (seconds > 0) await task.spend(seconds, 0.95, 1, true)
}

/** Reserves a place for the VM on a host and shows it there, until the returned function is called. */
export function reserve(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  host: Ref<'host'>,
  operation: Enums['host_allowed_operations'],
): () => void {
  const arriving = pool.arriving.get(host) ?? new Set<string>()
  pool.arriving.set(host, arriving.add(vm))
  pool.db.update('VM', vm, { scheduled_to_be_resident_on: host })
  // A VM that moves is sent by the host it is on.
  if (operation !== 'vm_migrate') task.runOn(host)
  begin(pool, task, 'host', host, operation)
  return () => {
    arriving.delete(vm)
    end(pool, task, 'host', host)
  }
}
