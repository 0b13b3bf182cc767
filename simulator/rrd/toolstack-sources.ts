import type { Ref } from '../../server/xapi/model/records'
import type { Database } from '../tables/database'
import { wave } from './noise'
import { type Source, source } from './source'

/** What the toolstack of a host tells of itself; that of the coordinator also counts for the pool. */
export function daemonSources(db: Database, host: Ref<'host'>, seed: number): Source[] {
  const [pool] = db.all('pool')
  const heap = 14_600
  const live = (at: { middle: number; width: number }) => 4_200 + 4_400 * wave(seed + 31, at.middle, at.width)
  const own = [
    source('xapi_allocation_kib', 'KiB', at => 120 + 900 * wave(seed + 32, at.middle, at.width), {
      description: 'Memory allocation done by the xapi daemon',
      type: 'DERIVE',
    }),
    source('xapi_free_memory_kib', 'KiB', at => heap - live(at), {
      description: 'Free memory available to the xapi daemon',
    }),
    source('xapi_live_memory_kib', 'KiB', live, { description: 'Live memory used by xapi daemon' }),
    source('xapi_memory_usage_kib', 'KiB', () => heap, {
      description: 'Total memory allocated used by xapi daemon',
    }),
    source('xapi_open_fds', 'file descriptors', () => 37, {
      description: 'Number of open file descriptors held by xapi',
    }),
  ]
  if (pool?.[1].master !== host) return own
  // What the pool has now stands for what it had: nobody kept count.
  const rows = (cls: 'session' | 'task') => () => db.table(cls).entries.size
  return [
    source('pool_session_count', 'sessions', rows('session'), { description: 'Number of sessions' }),
    source('pool_session_creation_rate', 'sessions/s', () => 0, {
      description: 'Number of sessions created per second',
      type: 'DERIVE',
    }),
    source('pool_task_count', 'tasks', rows('task'), { description: 'Number of tasks' }),
    source('pool_vgpu_migration_rate', 'migrations/s', () => 0, {
      description: 'Number of vGPU migrations occurred per second',
      type: 'ABSOLUTE',
    }),
    ...own,
  ]
}
