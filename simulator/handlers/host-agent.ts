import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { coordinatorOf, type Pool } from '../pool'
import type { Handlers } from './types'

/** The answer leaves before the agent does, and the agent is back after another while, in seconds. */
const LEAVE_SECONDS = 0.5

/** What a report can hold. */
const capabilities = ['host-crashdump-logs', 'xenserver-config', 'xenserver-databases', 'xenserver-logs']

/** The agent starts anew: what it was doing is lost, and on the coordinator who was signed in. */
function restart(pool: Pool, ref: Ref<'host'>): void {
  const { other_config } = pool.db.get('host', ref)
  pool.clock.work(LEAVE_SECONDS, () => {
    if (!pool.db.find('host', ref)) return
    for (const [task, row] of [...pool.db.all('task')])
      if (row.resident_on === ref && row.status === 'pending') pool.tasks.get(task)?.stop()
    const agent_start_time = `${Math.floor(pool.clock.now() / 1000)}.`
    pool.db.update('host', ref, {
      current_operations: {},
      other_config: { ...other_config, agent_start_time },
    })
    if (ref !== coordinatorOf(pool)) return
    for (const [session] of [...pool.db.all('session')]) pool.db.destroy('session', session)
    pool.faults.cutConnections()
  })
}

export const hostAgent: Handlers<'host'> = {
  restart_agent: ({ pool }, ref) => restart(pool, ref),
  // Where logs go is in the row; there is nothing that would send them.
  syslog_reconfigure: ({ pool }, ref) => {
    pool.db.get('host', ref)
  },
  get_system_status_capabilities: ({ pool }, ref) => {
    pool.db.get('host', ref)
    const told = capabilities.map(
      key =>
        `<capability content-type="text/plain" default-checked="yes" key="${key}" max-size="-1" max-time="-1" min-size="-1" min-time="-1" pii="maybe"/>`,
    )
    return `<?xml version="1.0" ?>\n<system-status-capabilities>${told.join('')}</system-status-capabilities>\n`
  },
}

export const hostCrashdump: Handlers<'host_crashdump'> = {
  destroy: ({ pool }, ref) => {
    pool.db.get('host_crashdump', ref)
    pool.db.destroy('host_crashdump', ref)
  },
  upload: ({ pool }, ref, url) => {
    pool.db.get('host_crashdump', ref)
    throw new Failure('NOT_IMPLEMENTED', `host_crashdump.upload to ${url}`)
  },
}

/** Nobody balances the load of these hosts. */
const unbalanced = () => {
  throw new Failure('WLB_NOT_INITIALIZED')
}

export const poolBalancing: Handlers<'pool'> = {
  initialize_wlb: () => {
    throw new Failure('WLB_UNKNOWN_HOST')
  },
  deconfigure_wlb: unbalanced,
  send_wlb_configuration: unbalanced,
  retrieve_wlb_configuration: unbalanced,
  retrieve_wlb_recommendations: unbalanced,
}
