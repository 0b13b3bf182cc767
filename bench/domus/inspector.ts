import { once } from 'node:events'
import { WebSocket } from 'ws'
import { z } from 'zod'

const answerSchema = z.object({
  id: z.number().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
})
const evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.unknown().optional(),
})
const standing = z.object({
  cpu: z.number(),
  rss: z.number(),
  heap: z.number(),
  at: z.number(),
  open: z.record(z.string(), z.number()),
})

/** What a process uses; see `Inspector.standing`. */
export type Standing = z.infer<typeof standing>

/** Read inside the process. `cpu` in seconds, `at` in seconds by its own clock, `open` what keeps its event loop. */
const look = `(() => {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  const open = {}
  for (const name of process.getActiveResourcesInfo()) open[name] = (open[name] ?? 0) + 1
  return { cpu: (user + system) / 1e6, rss, heap: heapUsed, at: performance.now() / 1000, open }
})()`

/** Looks into a process that was started with `--inspect`, so that nothing has to be built into what is measured. */
export class Inspector {
  private sent = 0
  private readonly waiting = new Map<number, (answer: z.infer<typeof answerSchema> | null) => void>()

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', data => {
      const answer = answerSchema.parse(JSON.parse(String(data)))
      if (answer.id === undefined) return
      this.waiting.get(answer.id)?.(answer)
      this.waiting.delete(answer.id)
    })
    socket.on('close', () => {
      for (const [, give] of this.waiting) give(null)
      this.waiting.clear()
    })
  }

  /** `url`: what the process said of its inspector, "ws://127.0.0.1:9229/…". */
  static async open(url: string | undefined): Promise<Inspector> {
    if (url === undefined) throw new Error('The process was started without an inspector.')
    const socket = new WebSocket(url, { perMessageDeflate: false })
    await once(socket, 'open')
    const inspector = new Inspector(socket)
    await inspector.call('HeapProfiler.enable')
    return inspector
  }

  standing(): Promise<Standing> {
    return this.evaluate(look).then(value => standing.parse(value))
  }

  /** The same after all that can be collected has been. */
  async collected(): Promise<Standing> {
    // Finalizers run between collections and free more.
    for (let round = 0; round < 3; round++) await this.call('HeapProfiler.collectGarbage')
    return this.standing()
  }

  /** The value of an expression inside the process. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.call('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    })
    const { result, exceptionDetails } = evaluated.parse(answer)
    if (exceptionDetails !== undefined) throw new Error(`Not evaluated: ${JSON.stringify(exceptionDetails)}`)
    return result.value
  }

  close(): void {
    this.socket.close()
  }

  private async call(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.sent
    const answered = new Promise<z.infer<typeof answerSchema> | null>(resolve => {
      this.waiting.set(id, resolve)
    })
    this.socket.send(JSON.stringify({ id, method, params }))
    const answer = await answered
    if (answer === null) throw new Error(`The process ended while it was asked for ${method}.`)
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`)
    return answer.result
  }
}

/** The share of one core, in percent, that was used between two looks. */
export function busy(before: Standing, after: Standing): number {
  return (100 * (after.cpu - before.cpu)) / (after.at - before.at)
}
