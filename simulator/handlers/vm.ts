import { clone } from '../lifecycle/clone'
import { createVm } from '../lifecycle/create'
import { destroyVm, setTemplate } from '../lifecycle/destroy'
import { pause, unpause } from '../lifecycle/pause'
import { provision } from '../lifecycle/provision'
import { revert } from '../lifecycle/revert'
import { checkpoint, snapshot } from '../lifecycle/snapshot'
import { start } from '../lifecycle/start'
import { cleanReboot, cleanShutdown, hardReboot, hardShutdown, shutdown } from '../lifecycle/stop'
import { resume, suspend } from '../lifecycle/suspend'
import { vmDataSources } from '../rrd/messages'
import { assertVmOperation } from '../tables/allowed/vm'
import { vmRecovery } from './recovery'
import type { Handlers } from './types'
import { vmBoot } from './vm-boot'
import { vmLive } from './vm-live'
import { vmMotion } from './vm-motion'
import { migrateHandlers } from './vm-placement'
import { vmSettings } from './vm-settings'
import { vmState } from './vm-state'

export const vm: Handlers<'VM'> = {
  ...vmDataSources,
  ...vmSettings,
  ...migrateHandlers,
  ...vmMotion,
  ...vmState,
  ...vmRecovery,
  ...vmLive,
  ...vmBoot,
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
  create: ({ pool }, fields) => createVm(pool, fields),
  snapshot: ({ pool, task }, ref, name, ignored) => snapshot(pool, task, ref, name, ignored ?? []),
  checkpoint: ({ pool, task }, ref, name) => checkpoint(pool, task, ref, name),
  revert: ({ pool, task }, ref) => revert(pool, task, ref),
  clone: ({ pool, task }, ref, name) => clone(pool, task, ref, name),
  copy: ({ pool, task }, ref, name, sr) => clone(pool, task, ref, name, sr),
  provision: ({ pool, task }, ref) => provision(pool, task, ref),
  destroy: ({ pool }, ref) => destroyVm(pool, ref),
  set_is_a_template: ({ pool }, ref, value) => setTemplate(pool, ref, value),
  set_is_default_template: ({ pool }, ref, value) => {
    if (value && !pool.db.get('VM', ref).is_a_template) setTemplate(pool, ref, true)
    const { other_config } = pool.db.get('VM', ref)
    const told = { ...other_config, default_template: String(value) }
    pool.db.update('VM', ref, { is_default_template: value, other_config: told })
  },
  assert_operation_valid: ({ pool }, ref, operation) => assertVmOperation(pool.db, ref, operation),
  update_allowed_operations: ({ pool }, ref) => pool.db.touch('VM', ref),
}
