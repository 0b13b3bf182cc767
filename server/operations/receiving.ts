import type { Receive } from '@/server/catalogue/define'
import type { Actors } from '@/server/pools/actors'

/** A pre-flight asks for many hosts and VMs, and each answer opens a session there that nobody ends. */
const keptMs = 60_000
const mostKept = 200

/**
 * Has hosts take VMs in, in the name of a person. For what is only asked an answer is used again for a minute; for what is
 * done each VM gets its own.
 */
export function createReceiving(actors: Pick<Actors, 'actAs'>, now: () => number = Date.now) {
  const kept = new Map<string, { until: number; answer: ReturnType<Receive> }>()

  async function receive(userId: string, ...[pool, host, network]: Parameters<Receive>) {
    const { session } = await actors.actAs(userId, pool)
    return session.call.host.migrate_receive(host, network, {})
  }

  return {
    toDo:
      (userId: string): Receive =>
      (...where) =>
        receive(userId, ...where),

    toAsk:
      (userId: string): Receive =>
      (...where) => {
        const key = [userId, ...where].join(' ')
        const known = kept.get(key)
        if (known && known.until > now()) return known.answer
        kept.delete(key)
        for (const oldest of kept.keys()) {
          if (kept.size < mostKept) break
          kept.delete(oldest)
        }
        const answer = receive(userId, ...where)
        kept.set(key, { until: now() + keptMs, answer })
        answer.catch(() => kept.delete(key))
        return answer
      },
  }
}
export type Receiving = ReturnType<typeof createReceiving>
