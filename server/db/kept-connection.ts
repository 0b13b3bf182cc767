import { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

/** How often a kept connection is asked whether it still is one. */
export const beatMs = 2000
/** A question that takes longer was asked of nobody. */
const answerMs = 4000
/** PostgreSQL ends the session of a process that says nothing for so long: what it held is others' then. */
const silenceMs = 8000
const longestWaitMs = 4000

export interface KeptConnection {
  /** Resolves once the first connection stands; rejects when the first attempt fails. */
  opened: Promise<void>
  stop(): Promise<void>
}

/**
 * A connection to PostgreSQL that is held for what only a connection can hold: LISTEN, an advisory lock. `begin`
 * prepares each new one and `beat` is called every two seconds; where either throws, or the server hangs up, `lost`
 * is called and a new connection is made, at once at first and then after waits of up to four seconds.
 *
 * What the connection holds is given back within eight seconds when the process hangs or its machine is gone, because
 * the server ends a session without beats; when the process dies, at once. Needs PostgreSQL 14.
 */
export function keepConnection({
  url,
  begin,
  beat,
  lost,
  report,
}: {
  url: string
  begin: (client: pg.Client) => Promise<void>
  beat: (client: pg.Client) => Promise<void>
  lost: () => void
  report: (what: string, error: unknown) => void
}): KeptConnection {
  const stopping = new AbortController()
  let wake = () => {}
  let markOpen = () => {}
  let failOpen = (_: unknown) => {}
  const opened = new Promise<void>((resolve, reject) => {
    markOpen = resolve
    failOpen = reject
  })
  const ended = run()
  return {
    opened,
    async stop() {
      stopping.abort()
      wake()
      await ended
    },
  }

  async function run(): Promise<void> {
    let failures = 0
    let first = true
    while (!stopping.signal.aborted) {
      try {
        await hold(() => {
          failures = 0
          first = false
          markOpen()
        })
      } catch (error) {
        if (first) return failOpen(error)
        if (failures === 0) report('The connection to the database was lost', error)
        const wait = Math.min(longestWaitMs, 100 * 2 ** failures)
        failures++
        await delay(wait, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }

  /** Opens a connection and returns when it is to be stopped; throws when it is lost. */
  async function hold(open: () => void): Promise<void> {
    const socket = new Socket()
    const client = new pg.Client({
      connectionString: url,
      application_name: 'domus',
      keepAlive: true,
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
      stream: () => socket,
    })
    let failure: unknown
    const failed = (error: unknown) => {
      failure ??= error
      wake()
    }
    client.on('error', failed)
    client.on('end', () => failed(new Error('the server has hung up')))
    let begun = false
    try {
      await client.connect()
      await client.query(`SET idle_session_timeout = ${silenceMs}`)
      await begin(client)
      begun = true
      open()
      while (!stopping.signal.aborted) {
        await beat(client)
        if (failure === undefined) await pause()
        if (failure !== undefined && !stopping.signal.aborted) throw failure
      }
      await Promise.race([client.end(), delay(answerMs, undefined, { ref: false })])
    } finally {
      // A half-open socket would never say goodbye.
      socket.destroy()
      if (begun) lost()
    }
  }

  function pause(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, beatMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (stopping.signal.aborted) wake()
    })
  }
}
