import { createServer, type Server } from 'node:http'
import { type Duplex, duplexPair } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { appError } from '@/server/errors'
import { consoleClose } from '@/server/shared/console-close'
import { TransportError } from '@/server/xapi/errors'
import { type ConsoleEnd, type ConsoleGatewayOptions, createConsoleGateway } from './gateway'
import type { ConsoleGrant } from './tickets'
import type { Seat } from './viewers'

const grant: ConsoleGrant = { userId: 'u1', sessionId: 's1', pool: 'p1', object: 'p1.vm1', kind: 'text' }
const servers: Server[] = []
const clients: WebSocket[] = []

afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate()
  await Promise.all(servers.splice(0).map(server => new Promise(resolve => server.close(resolve))))
})

/** The only place at a console, unless it is said what comes of asking. */
function seatFor(change: Partial<Seat> = {}): Seat {
  const self = { id: 'me', name: 'ada', mode: 'work' as const, since: '2026-01-01T00:00:00.000Z', same: true }
  return {
    seats: { self: 'me', viewers: [self] },
    mode: 'work',
    onChange: () => undefined,
    ask: async () => [],
    leave: async () => undefined,
    ...change,
  }
}

async function gatewayWith(change: Partial<ConsoleGatewayOptions<ConsoleGrant>> = {}) {
  const ends: ConsoleEnd[] = []
  const logged: string[] = []
  const tickets = new Set(['good'])
  const guests: Duplex[] = []
  let ended: (end: ConsoleEnd) => void = () => undefined
  const end = new Promise<ConsoleEnd>(resolve => {
    ended = resolve
  })
  const gateway = createConsoleGateway<ConsoleGrant>({
    redeem: async ticket => (tickets.delete(ticket) ? grant : null),
    open: async () => {
      const [ours, guest] = duplexPair()
      guests.push(guest)
      return { stream: ours, head: Buffer.from('RFB 003.008\n') }
    },
    originAllowed: request => request.headers.origin !== 'https://elsewhere.example',
    onOpened: async () => ({
      closed: value => {
        ends.push(value)
        ended(value)
      },
    }),
    join: async () => seatFor(),
    onTaken: async () => undefined,
    log: message => logged.push(message),
    ...change,
  })
  const server = createServer()
  server.on('upgrade', (request, socket, head) => gateway.handleUpgrade(request, socket, head))
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const base = `ws://127.0.0.1:${address.port}/api/console`
  return { gateway, ends, end, logged, tickets, guests, base }
}

function connect(url: string, origin?: string, autoPong = true): WebSocket {
  const client = new WebSocket(url, ['binary'], { autoPong, ...(origin ? { origin } : {}) })
  client.on('error', () => undefined)
  clients.push(client)
  return client
}

/** The HTTP status of a refusal. */
function refusal(client: WebSocket): Promise<number> {
  return new Promise((resolve, reject) => {
    client.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    client.on('open', () => reject(new Error('it was let in')))
  })
}

function closing(client: WebSocket): Promise<[number, string]> {
  return new Promise(resolve => client.on('close', (code, reason) => resolve([code, reason.toString()])))
}

/** The next `count` bytes of what a client gets. */
function bytes(client: WebSocket, count: number): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise(resolve => {
    client.on('message', (data: Buffer, binary: boolean) => {
      if (!binary) return
      parts.push(data)
      const all = Buffer.concat(parts)
      if (all.length >= count) resolve(all)
    })
  })
}

describe('who is let in', () => {
  it('refuses a page from elsewhere and keeps its ticket good', async () => {
    const { base, tickets } = await gatewayWith()
    expect(await refusal(connect(`${base}?ticket=good`, 'https://elsewhere.example'))).toBe(403)
    expect(tickets.has('good')).toBe(true)
  })

  it.each(['', '?ticket=', '?ticket=bad', `?ticket=${'x'.repeat(300)}`])('refuses %j', async query => {
    const { base, gateway } = await gatewayWith()
    expect(await refusal(connect(base + query))).toBe(401)
    expect(gateway.size).toBe(0)
  })

  it('takes a ticket once', async () => {
    const { base } = await gatewayWith()
    const first = connect(`${base}?ticket=good`)
    await bytes(first, 12)
    expect(await refusal(connect(`${base}?ticket=good`))).toBe(401)
  })

  it('answers 500 when tickets cannot be looked up, without a word of why', async () => {
    const { base, logged } = await gatewayWith({
      redeem: () => Promise.reject(new Error('the database is down')),
    })
    expect(await refusal(connect(`${base}?ticket=good`))).toBe(500)
    expect(logged).toEqual(['A console ticket could not be looked up.'])
  })

  it('refuses a sign-in that ends while its ticket is looked up', async () => {
    let answer: (value: ConsoleGrant) => void = () => undefined
    let asked: () => void = () => undefined
    const lookup = new Promise<void>(resolve => {
      asked = resolve
    })
    const { base, gateway } = await gatewayWith({
      redeem: () => {
        asked()
        return new Promise(resolve => {
          answer = resolve
        })
      },
    })
    const status = refusal(connect(`${base}?ticket=good`))
    await lookup
    gateway.closeSession('s1')
    answer(grant)
    expect(await status).toBe(401)
  })
})

describe('an open console', () => {
  it('speaks "binary" and carries bytes both ways', async () => {
    const { base, guests, gateway, end } = await gatewayWith()
    const client = connect(`${base}?ticket=good`)
    expect((await bytes(client, 12)).toString()).toBe('RFB 003.008\n')
    expect([client.protocol, gateway.size]).toEqual(['binary', 1])
    client.send(Buffer.from([1, 2, 3]))
    const [guest] = guests
    expect([...(await new Promise<Buffer>(resolve => guest?.once('data', resolve)))]).toEqual([1, 2, 3])
    const answer = bytes(client, 4)
    guest?.write(Buffer.from([9, 8, 7, 6]))
    expect([...(await answer)]).toEqual([9, 8, 7, 6])
    client.close(1000)
    expect(await end).toEqual({ code: 1000, reason: '', opened: true, bytesIn: 3, bytesOut: 16 })
    expect(gateway.size).toBe(0)
  })

  it('lets a fast guest wait for a slow browser', async () => {
    const { base, guests } = await gatewayWith()
    const client = connect(`${base}?ticket=good`)
    await bytes(client, 12)
    client.pause()
    const [guest] = guests
    if (!guest) throw new Error('there is no guest')
    const chunk = Buffer.alloc(256 * 1024, 7)
    // Goes on until every buffer on the way is full; a gateway that never waits would take it all.
    let sent = 0
    while (sent < 400 && guest.write(chunk)) {
      sent++
      await new Promise(setImmediate)
    }
    while (sent < 400 && guest.writableLength < 4 * 1024 * 1024) {
      guest.write(chunk)
      sent++
      await new Promise(setImmediate)
    }
    expect(sent).toBeLessThan(400)
    const all = bytes(client, sent * chunk.length)
    guest.write(Buffer.of(1))
    client.resume()
    expect((await all).length).toBeGreaterThanOrEqual(sent * chunk.length)
  })

  it('lets a fast browser wait for a slow guest', async () => {
    const { base, guests } = await gatewayWith()
    const client = connect(`${base}?ticket=good`)
    await bytes(client, 12)
    for (let i = 0; i < 64; i++) client.send(Buffer.alloc(64 * 1024, i))
    const [guest] = guests
    let got = 0
    let last = 0
    await new Promise<void>(resolve => {
      guest?.on('data', (data: Buffer) => {
        got += data.length
        last = data.at(-1) ?? 0
        if (got === 64 * 64 * 1024) resolve()
      })
    })
    expect(last).toBe(63)
  })

  it('is closed when the host ends it', async () => {
    const { base, guests } = await gatewayWith()
    const client = connect(`${base}?ticket=good`)
    const closed = closing(client)
    await bytes(client, 12)
    guests[0]?.end()
    expect((await closed)[0]).toBe(consoleClose.closedByHost)
  })

  it('is closed when the sign-in is, and no other is', async () => {
    const { base, gateway, tickets, end } = await gatewayWith({
      redeem: async ticket => ({ ...grant, sessionId: ticket }),
    })
    tickets.add('s2')
    const [one, two] = [connect(`${base}?ticket=s1`), connect(`${base}?ticket=s2`)]
    const closed = closing(one)
    await Promise.all([bytes(one, 12), bytes(two, 12)])
    gateway.closeSession('s1')
    expect(await closed).toEqual([consoleClose.signedOut, 'You have been signed out.'])
    await end
    expect([gateway.size, two.readyState]).toEqual([1, WebSocket.OPEN])
  })

  it('is closed when the server stops, even if the browser does not answer', async () => {
    const { base, gateway, tickets } = await gatewayWith()
    tickets.add('second')
    const [polite, stuck] = [connect(`${base}?ticket=good`), connect(`${base}?ticket=second`)]
    const closed = closing(polite)
    await Promise.all([bytes(polite, 12), bytes(stuck, 12)])
    stuck.pause()
    await gateway.closeAll()
    expect((await closed)[0]).toBe(1001)
    expect(gateway.size).toBe(0)
  })

  it('is ended when the browser no longer answers', async () => {
    const { base, end } = await gatewayWith({ pingMs: 10 })
    connect(`${base}?ticket=good`, undefined, false)
    expect((await end).code).toBe(1006)
  })

  it('takes no words that it does not know', async () => {
    const { base } = await gatewayWith()
    const client = connect(`${base}?ticket=good`)
    const closed = closing(client)
    await bytes(client, 12)
    client.send('hello')
    expect((await closed)[0]).toBe(1003)
  })
})

describe('a place at a console', () => {
  const words = (client: WebSocket, count: number): Promise<unknown[]> => {
    const heard: unknown[] = []
    return new Promise(resolve => {
      client.on('message', (data: Buffer, binary: boolean) => {
        if (binary) return
        heard.push(JSON.parse(data.toString()))
        if (heard.length === count) resolve(heard)
      })
    })
  }

  it('is told with each change, and what is typed there reaches the guest only while one works', async () => {
    let listener: () => void = () => undefined
    const seat = { ...seatFor(), onChange: (next: () => void) => (listener = next), left: false }
    seat.leave = async () => {
      seat.left = true
    }
    const { base, guests, end } = await gatewayWith({ join: async () => seat })
    const client = connect(`${base}?ticket=good`)
    const told = words(client, 2)
    await bytes(client, 12)
    seat.mode = 'watch'
    seat.seats = { self: 'me', viewers: [] }
    listener()
    expect(await told).toEqual([seatFor().seats, { self: 'me', viewers: [] }])
    client.send(Buffer.from('not heard'))
    // What is sent later is not overtaken: once a ping is answered, all before it has been taken.
    const pong = new Promise(resolve => client.once('pong', resolve))
    client.ping()
    await pong
    seat.mode = 'work'
    client.send(Buffer.from('heard'))
    expect(String(await new Promise(resolve => guests[0]?.once('data', resolve)))).toBe('heard')
    client.close(1000)
    await end
    expect(seat.left).toBe(true)
  })

  it('is asked for, and from whom it was taken is passed on', async () => {
    const asked: string[] = []
    const taken = new Promise<readonly string[]>(resolve => {
      const join = async () =>
        seatFor({
          ask: async what => {
            asked.push(what)
            return what === 'take' ? ['bea'] : []
          },
        })
      void gatewayWith({ join, onTaken: async (_, __, from) => resolve(from) }).then(async ({ base }) => {
        const client = connect(`${base}?ticket=good`)
        await bytes(client, 12)
        for (const ask of ['watch', 'take']) client.send(JSON.stringify({ ask }))
      })
    })
    expect(await taken).toEqual(['bea'])
    expect(asked).toEqual(['watch', 'take'])
  })

  it('that cannot be had ends the console and lets the guest go', async () => {
    const [ours] = duplexPair()
    const { base, end, logged } = await gatewayWith({
      open: async () => ({ stream: ours, head: Buffer.alloc(0) }),
      join: () => Promise.reject(new Error('the database is down')),
    })
    expect((await closing(connect(`${base}?ticket=good`)))[0]).toBe(consoleClose.internal)
    expect(await end).toMatchObject({ opened: false })
    expect(ours.destroyed).toBe(true)
    expect(logged).toEqual(['A console could not be opened.'])
  })
})

describe('a console that cannot be opened', () => {
  it.each([
    [new TransportError('http-status', 'xen1:443', { status: 404 }), consoleClose.noConsole, /no console/],
    [new TransportError('http-status', 'xen1:443', { status: 403 }), consoleClose.notAllowed, /may not/],
    [new TransportError('http-status', 'xen1:443', { status: 503 }), consoleClose.busy, /one at a time/],
    [new TransportError('timeout', 'xen1:443'), consoleClose.hostUnreachable, /xen1/],
    [appError('not-found', 'This VM is gone.'), consoleClose.noConsole, /This VM is gone/],
    [new Error('secret detail'), consoleClose.internal, /error of its own/],
  ])('%s', async (error, code, reason) => {
    const { base, end } = await gatewayWith({ open: () => Promise.reject(error) })
    const client = connect(`${base}?ticket=good`)
    const closed = await closing(client)
    expect(closed[0]).toBe(code)
    expect(closed[1]).toMatch(reason)
    expect(closed[1]).not.toContain('secret')
    expect(await end).toMatchObject({ code, opened: false, bytesOut: 0 })
  })

  it('is no longer opened once the browser has gone', async () => {
    let signalled: (signal: AbortSignal) => void = () => undefined
    const signal = new Promise<AbortSignal>(resolve => {
      signalled = resolve
    })
    const { base, end } = await gatewayWith({
      open: (_, given) => {
        signalled(given)
        return new Promise((_, reject) => given.addEventListener('abort', () => reject(new Error('aborted'))))
      },
    })
    const client = connect(`${base}?ticket=good`)
    await new Promise(resolve => client.once('open', resolve))
    const given = await signal
    client.close(1000)
    expect((await end).opened).toBe(false)
    expect(given.aborted).toBe(true)
  })

  it('is not opened when the log cannot be written', async () => {
    let opens = 0
    const { base } = await gatewayWith({
      onOpened: () => Promise.reject(new Error('the disk is full')),
      open: () => {
        opens++
        return Promise.reject(new Error('not reached'))
      },
    })
    expect((await closing(connect(`${base}?ticket=good`)))[0]).toBe(consoleClose.internal)
    expect(opens).toBe(0)
  })
})
