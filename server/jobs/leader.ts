import { keepConnection } from '@/server/db/kept-connection'

/** The advisory lock of the one that leads. */
const leaderLock = 1_148_151_159

export interface Leader {
  /** Whether this process leads, as far as it knows. */
  readonly leading: boolean
  /**
   * Runs while this process leads, once for each time it does; the signal says when that is over. What `run` does may
   * meet the work of the next leader for a moment, where this process was stopped and goes on: it has to bear that.
   */
  whileLeader(run: (signal: AbortSignal) => Promise<void>): void
  stop(): Promise<void>
}

/**
 * Elects one of all processes on a database. The leader holds an advisory lock on a connection of its own and asks
 * the database every two seconds whether it still does. Dead, it is followed within two seconds; hanging or cut off, it
 * loses its session after eight seconds of silence and is followed within ten. Rejects when the database can't be
 * reached.
 */
export async function openLeader(
  url: string,
  report: (what: string, error: unknown) => void,
): Promise<Leader> {
  const runs = new Set<(signal: AbortSignal) => Promise<void>>()
  let term: AbortController | undefined

  function startRun(run: (signal: AbortSignal) => Promise<void>, { signal }: AbortController): void {
    run(signal).catch(error => {
      if (!signal.aborted) report('Work of the leader failed', error)
    })
  }

  const kept = keepConnection({
    url,
    begin: async () => undefined,
    async beat(client) {
      if (term) return void (await client.query('SELECT 1'))
      const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS held', [leaderLock])
      if (!rows[0]?.held) return
      term = new AbortController()
      for (const run of runs) startRun(run, term)
    },
    lost() {
      term?.abort(new Error('This process does not lead any more.'))
      term = undefined
    },
    report,
  })
  await kept.opened
  return {
    get leading() {
      return term !== undefined
    },
    whileLeader(run) {
      runs.add(run)
      if (term) startRun(run, term)
    },
    stop: () => kept.stop(),
  }
}
