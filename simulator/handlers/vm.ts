import { pause, unpause } from '../lifecycle/pause'
import { start } from '../lifecycle/start'
import { cleanReboot, cleanShutdown, hardReboot, hardShutdown, shutdown } from '../lifecycle/stop'
import { resume, suspend } from '../lifecycle/suspend'
import { assertVmOperation } from '../tables/allowed/vm'
import type { Handlers } from './types'
import { migrateHandlers } from './vm-placement'
import { vmSettings } from './vm-settings'

export const vm: Handlers<'VM'> = {
  ...vmSettings,
  ...migrateHandlers,
  start: ({ pool, task }, ref, paused) => start(pool, task, ref, { paused }),
  start_on: ({ pool, task }, ref, host, paused) => start(pool, task, ref, { host, paused }),
  clean_shutdown: ({ pool, task }, ref) => cleanShutdown(pool, task, ref),
  hard_shutdown: ({ pool, task }, ref) => hardShutdown(pool, task, ref),
  shutdown: ({ pool, task }, ref) => shutdown(pool, task, ref),
  clean_reboot: ({ pool, task }, ref) => cleanReboot(pool, task, ref),
  hard_reboot: ({ pool, task }, ref) => hardReboot(pool, task, ref),
  pause: ({ pool, task }, ref) => pause(pool, task, ref),
  unpause: ({ pool, task }, ref) => unpause(pool, task, ref),
  suspend: ({ pool, task }, ref) => suspend(pool, task, ref),
  resume: ({ pool, task }, ref, paused) => resume(pool, task, ref, { paused }),
  resume_on: ({ pool, task }, ref, host, paused) => resume(pool, task, ref, { host, paused }),
  assert_operation_valid: ({ pool }, ref, operation) => assertVmOperation(pool.db, ref, operation),
  update_allowed_operations: ({ pool }, ref) => pool.db.touch('VM', ref),
}
