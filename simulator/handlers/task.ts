import type { Records, Ref } from '../../server/xapi/model/records'
import { assertMay } from '../access/check'
import { ANY_TASK } from '../access/permissions'
import { isoTime } from '../clock'
import { coordinatorOf, type Pool } from '../pool'
import { markCancel, ownTask } from '../work/task'
import { mapAdder, mapRemover, plainSetter } from './generic'
import { asHandlers, type Handlers } from './types'

/** Tasks of oneself are one's own affair; those of others need a role for it. */
function assertOwn(pool: Pool, session: Ref<'session'>, ref: Ref<'task'>): void {
  pool.db.get('task', ref)
  const sid = (row: Records['session'] | undefined) => row?.auth_user_sid ?? ''
  for (const [, row] of pool.db.all('session'))
    if (row.tasks.includes(ref) && sid(row) === sid(pool.db.find('session', session))) return
  assertMay(pool, session, ANY_TASK)
}

const own: Handlers<'task'> = {
  create: ({ pool, session }, label, description) => {
    const made = pool.db.create('task', {
      name_label: label,
      name_description: description,
      status: 'pending',
      created: isoTime(pool.clock.now()),
      resident_on: coordinatorOf(pool),
      type: '<none/>',
      backtrace: '()',
    })
    ownTask(pool, session, made)
    return made
  },
  // These show themselves at work.
  get_all: ({ pool, task }) => {
    task.progress(0)
    return [...pool.db.all('task')].map(([ref]) => ref)
  },
  get_all_records: ({ pool, task }) => {
    task.progress(0)
    return Object.fromEntries(pool.db.all('task'))
  },
  destroy: ({ pool, session }, ref) => {
    assertOwn(pool, session, ref)
    // A task at work cannot be taken away from under it: the wish is only marked.
    if (pool.db.get('task', ref).status === 'pending') {
      pool.db.update('task', ref, { current_operations: { task: 'destroy' } })
    } else pool.db.destroy('task', ref)
  },
  cancel: ({ pool, session }, ref) => {
    assertOwn(pool, session, ref)
    const task = pool.tasks.get(ref)
    if (task) task.cancel()
    else {
      // Nobody works on it: the wish shows, and that is all.
      pool.db.get('task', ref)
      markCancel(pool, ref)
    }
  },
}

export const task: Handlers<'task'> = {
  ...own,
  ...asHandlers<'task'>({
    set_status: plainSetter('task', 'status'),
    set_progress: plainSetter('task', 'progress'),
    set_result: plainSetter('task', 'result'),
    set_error_info: plainSetter('task', 'error_info'),
    set_other_config: plainSetter('task', 'other_config'),
    add_to_other_config: mapAdder('task', 'other_config'),
    remove_from_other_config: mapRemover('task', 'other_config'),
  }),
}
