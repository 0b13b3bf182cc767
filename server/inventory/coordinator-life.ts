import type { Store } from './store'

/** Tells one run of the coordinator's toolstack from the next; undefined when it is not known. */
export function coordinatorLife(store: Store): string | undefined {
  for (const pool of store.all('pool').values()) {
    const start = store.get('host', pool.master)?.other_config.agent_start_time
    if (start !== undefined) return `${pool.master} ${start}`
  }
  return undefined
}
