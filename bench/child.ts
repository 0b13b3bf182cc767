import { fork } from 'node:child_process'

/** Another process of the bench that runs: its program with other arguments. */
export interface Child {
  /** What it sends next, which is what the branch of the program that it runs sends. Rejects when it ends instead. */
  next<T>(): Promise<T>
  send(message: string): void
  /** Kills it; resolves when it has ended. */
  stop(): Promise<void>
}

/** `flags`: of Node, besides those of this process. */
export function startChild(args: readonly string[], flags: readonly string[] = []): Child {
  const [, program = ''] = process.argv
  const made = fork(program, args, { execArgv: [...process.execArgv, ...flags] })
  const ended = new Promise<never>((_, reject) => {
    made.once('error', reject)
    made.once('exit', (code, signal) => reject(new Error(`${args.join(' ')} ended with ${signal ?? code}`)))
  })
  // Whoever waits for a message hears of it.
  ended.catch(() => undefined)
  const waiting: unknown[] = []
  let wake = () => {}
  made.on('message', message => {
    waiting.push(message)
    wake()
  })
  return {
    async next<T>() {
      while (waiting.length === 0)
        await Promise.race([
          ended,
          new Promise<void>(resolve => {
            wake = resolve
          }),
        ])
      return asSent<T>(waiting.shift())
    },
    send: message => void made.send(message),
    stop: () =>
      new Promise(resolve => {
        if (made.exitCode !== null || made.signalCode !== null) return resolve()
        made.once('exit', () => resolve())
        made.kill('SIGKILL')
      }),
  }
}

/** The child is the same program as the one that reads its message. */
function asSent<T>(message: unknown): T {
  return message as T
}
