import { get } from 'node:http'
import { createGunzip } from 'node:zlib'
import { WebSocket } from 'ws'
import type { Carrier } from './server'

/** Opens the stream of a tab; `told` hears each message, unpacked. Resolves with the first of it. */
export function readStream(
  carrier: Carrier,
  port: number,
  tab: number,
  told: (text: string) => void,
): Promise<{ close(): void }> {
  return carrier === 'sse' ? readEvents(port, tab, told) : readSocket(port, tab, told)
}

function readEvents(port: number, tab: number, told: (text: string) => void): Promise<{ close(): void }> {
  const input = encodeURIComponent(JSON.stringify({ tab: `tab-${tab}` }))
  return new Promise((resolve, reject) => {
    const asked = get(`http://127.0.0.1:${port}/changes?input=${input}`, {
      agent: false,
      headers: { accept: 'text/event-stream', 'accept-encoding': 'gzip' },
    })
    asked.once('error', reject)
    asked.once('response', answer => {
      const plain = createGunzip()
      // It ends in the middle of what was packed when it is closed.
      plain.on('error', () => asked.destroy())
      answer.on('error', () => plain.destroy())
      answer.pipe(plain)
      let rest = ''
      plain.setEncoding('utf8').on('data', (text: string) => {
        const events = (rest + text).split('\n\n')
        rest = events.pop() ?? ''
        for (const event of events) told(event)
        resolve({ close: () => asked.destroy() })
      })
    })
  })
}

function readSocket(port: number, tab: number, told: (text: string) => void): Promise<{ close(): void }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`)
    socket.once('error', reject)
    socket.once('open', () => {
      const params = { path: 'changes', input: { tab: `tab-${tab}` } }
      socket.send(JSON.stringify({ id: 1, jsonrpc: '2.0', method: 'subscription', params }))
    })
    socket.on('message', data => {
      const text = String(data)
      // tRPC's own heartbeat.
      if (text === 'PING') return socket.send('PONG')
      told(text)
      resolve({ close: () => socket.terminate() })
    })
  })
}
