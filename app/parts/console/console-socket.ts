import { consoleProtocol } from '@/server/shared/console-close'
import { type SeatAsk, seatsSchema } from '@/server/shared/console-seats'
import type { ConsoleEvents, ConsoleTicket } from './console-session'

/** The WebSocket of a console. Who listens to it afterwards hears bytes only: the words about who is there stop here. */
export function openSocket({ ticket, path }: ConsoleTicket, events: Pick<ConsoleEvents, 'seats'>): WebSocket {
  const url = new URL(path, window.location.href)
  url.protocol = window.location.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('ticket', ticket)
  const socket = new WebSocket(url, [consoleProtocol])
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data !== 'string') return
    event.stopImmediatePropagation()
    const seats = seatsSchema.safeParse(JSON.parse(event.data))
    if (seats.success) events.seats(seats.data)
    else console.warn('console: what was told of who is there has no shape that is known', seats.error)
  })
  return socket
}

/** Asks for another place at the console, as soon as there is a connection to ask by. */
export function say(socket: WebSocket, ask: SeatAsk): void {
  const send = () => socket.send(JSON.stringify({ ask }))
  if (socket.readyState === WebSocket.OPEN) send()
  else if (socket.readyState === WebSocket.CONNECTING) socket.addEventListener('open', send, { once: true })
}
