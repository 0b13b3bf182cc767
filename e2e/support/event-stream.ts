import type { APIRequestContext } from '@playwright/test'
import type { Reached } from './api'

/** A subscription read as it comes, outside a browser. */
export interface EventStream<T> {
  /** The first message from now on that is as it should be; what was passed over is gone. */
  find(is: (message: T) => boolean): Promise<T>
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>
  close(): void
}

/** Opens a subscription of Domus' interface with the cookies of `api`. */
export async function openStream<T>(
  api: APIRequestContext,
  domus: Pick<Reached, 'url'>,
  path: string,
  input: unknown,
): Promise<EventStream<T>> {
  const { cookies } = await api.storageState()
  const closing = new AbortController()
  const url = `${domus.url}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`
  const answer = await fetch(url, {
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      accept: 'text/event-stream',
    },
    signal: closing.signal,
  })
  if (!answer.ok || !answer.body)
    throw new Error(`The stream was refused: ${answer.status} ${await answer.text()}`)
  const messages: T[] = []
  let over = false
  let wake = () => {}
  const ended = read(answer.body).finally(() => {
    over = true
    wake()
  })

  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = ''
    const decoder = new TextDecoder()
    try {
      for await (const chunk of body) {
        rest += decoder.decode(chunk, { stream: true })
        const events = rest.split('\n\n')
        rest = events.pop() ?? ''
        for (const event of events) {
          const lines = event.split('\n')
          const name = lines.find(line => line.startsWith('event: '))?.slice(7)
          const data = lines.find(line => line.startsWith('data: '))?.slice(6)
          if (data !== undefined && (name === undefined || name === 'message'))
            messages.push(JSON.parse(data))
        }
        wake()
      }
    } catch (error) {
      // A process that was killed does not end its answers.
      if (!closing.signal.aborted && !(error instanceof TypeError)) throw error
    }
  }

  return {
    async find(is) {
      for (;;) {
        const message = messages.shift()
        if (message !== undefined) {
          if (is(message)) return message
          continue
        }
        if (over) throw new Error('The stream ended first.')
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
    },
    ended,
    close: () => closing.abort(),
  }
}
