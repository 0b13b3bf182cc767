import { get, type IncomingMessage } from 'node:http'
import { createGunzip } from 'node:zlib'
import type { APIRequestContext } from '@playwright/test'

/** What tabs were told. */
export interface Heard {
  /** Bytes as they came, packed. */
  bytes: number
  messages: number
}

export interface OpenTab {
  /** Hangs up, as a browser does that is closed. */
  close(): void
  /** Resolves when the stream has ended, whoever ended it. */
  readonly ended: Promise<void>
}

/**
 * A tab without a browser: it says what it shows, and reads what it is told as it comes over the wire, from the server at
 * `url`. `told` hears the text of each event.
 */
export async function openTab(
  api: APIRequestContext,
  url: string,
  tab: number,
  heard: Heard,
  told?: (event: string) => void,
): Promise<OpenTab> {
  const id = `bench-${tab}-${Math.random().toString(36).slice(2)}`
  const shown = await api.post('/api/trpc/live.show', {
    data: { tab: id, interests: interestsOf(tab) },
    // A connection that was kept may be given up by the server just now.
    maxRetries: 2,
  })
  if (!shown.ok()) throw new Error(`A tab was refused: ${shown.status()}`)
  const { cookies } = await api.storageState()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const input = encodeURIComponent(JSON.stringify({ tab: id }))
  const asked = get(`${url}/api/trpc/live.changes?input=${input}`, {
    // A stream of its own, as each tab has one.
    agent: false,
    headers: { cookie, accept: 'text/event-stream', 'accept-encoding': 'gzip' },
  })
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve)
    asked.once('error', reject)
  })
  if (answer.statusCode !== 200) throw new Error(`A tab's stream was refused: ${answer.statusCode}`)
  const plain = createGunzip()
  let rest = ''
  answer.on('data', (part: Buffer) => {
    heard.bytes += part.length
    plain.write(part)
  })
  plain.setEncoding('utf8').on('data', (text: string) => {
    const events = (rest + text).split('\n\n')
    rest = events.pop() ?? ''
    heard.messages += events.length
    if (told) for (const event of events) told(event)
  })
  const ended = new Promise<void>(resolve => {
    answer.once('close', () => {
      plain.destroy()
      resolve()
    })
  })
  // A server that was cut off does not end its answers, and a stream may end in the middle of what was packed.
  for (const one of [asked, answer, plain]) one.on('error', () => answer.destroy())
  return { close: () => asked.destroy(), ended }
}

/** Tabs differ in what they show: another part of the list, filtered or not, and another part of the tree. */
export function interestsOf(tab: number) {
  const query = {
    class: 'VM' as const,
    within: null,
    filter: tab % 2 ? 'state:running' : '',
    sort: { id: 'name', desc: false },
  }
  return {
    seq: 1,
    lists: [{ key: 'vms', query, from: tab * 40, count: 100 }],
    tree: { toggled: [], reveal: null, from: tab * 80, count: 100 },
    rows: [],
  }
}
