import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { connect } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { manualClock } from '../clock'
import { usage } from '../flags'
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator'
import { faultNames } from './control'
import { Line } from './line'

const running: Simulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(one => one.stop()))
})

async function started(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ heartbeat: false, control: true, ...options })
  running.push(simulator)
  return simulator
}

interface Reply {
  readonly result?: unknown
  readonly error?: { readonly message: string; readonly data: readonly string[] }
}

/** A call over a connection of its own. Rejects when there is no whole answer. */
async function call({ url }: Simulator, method: string, ...params: readonly unknown[]): Promise<Reply> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  const answer = await fetch(`${url}/jsonrpc`, { method: 'POST', body, headers: { connection: 'close' } })
  return JSON.parse(await answer.text())
}

async function signIn(simulator: Simulator): Promise<string> {
  const { username, password } = simulator
  return String((await call(simulator, 'session.login_with_password', username, password)).result)
}

/** Asks for a fault; gives the text that came back. Fails when it was refused. */
async function fault(simulator: Simulator, name: string, ...args: readonly unknown[]): Promise<string> {
  const answer = await ask(simulator, { fault: name, args })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.text()).trim()
}

const ask = ({ controlUrl = '' }: Simulator, wish: object) =>
  fetch(controlUrl, { method: 'POST', body: JSON.stringify(wish) })

function vmNamed({ pool }: Simulator, name: string): string {
  for (const [ref, vm] of pool.db.all('VM')) if (vm.name_label === name) return ref
  throw new Error(`No VM ${name}`)
}

describe('connections', () => {
  it('are cut in the middle of one answer, the next to the message that was named', async () => {
    const simulator = await started()
    const session = await signIn(simulator)
    await fault(simulator, 'cutAnswer', 'VM.get_all_records')
    expect((await call(simulator, 'VM.get_all', session)).result).toEqual(expect.any(Array))
    await expect(call(simulator, 'VM.get_all_records', session)).rejects.toThrow('terminated')
    expect((await call(simulator, 'VM.get_all_records', session)).result).toEqual(expect.any(Object))
  })

  it('are cut after so many bytes, whatever is asked', async () => {
    const simulator = await started()
    const session = await signIn(simulator)
    await fault(simulator, 'cutAnswer', null, 10)
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'VM.get_all', params: [session] })
    const answer = await fetch(`${simulator.url}/jsonrpc`, { method: 'POST', body })
    const got: Uint8Array[] = []
    const read = async () => {
      for await (const chunk of answer.body ?? []) got.push(chunk)
    }
    await expect(read()).rejects.toThrow()
    expect(Buffer.concat(got).toString()).toBe('{"jsonrpc"')
  })

  it('are cut in the middle of files', async () => {
    const simulator = await started()
    const session = await signIn(simulator)
    // Asking for it is work too, which the count of changes tells.
    const dump = async () => {
      const answer = await fetch(`${simulator.url}/pool/xmldbdump?session_id=${session}`)
      return (await answer.text()).replace(/(generation_count" value=)"\d+"/, '$1""')
    }
    const whole = await dump()
    expect(whole).toMatch(/<\/database>$/)
    await fault(simulator, 'cutAnswer', 'file', 5000)
    const part = await dump().catch(() => '')
    expect(part.length).toBeLessThanOrEqual(5000)
    expect(await dump()).toBe(whole)
  })

  it('are slow, and carry the same', async () => {
    const simulator = await started()
    const session = await signIn(simulator)
    const before = await call(simulator, 'SR.get_all_records', session)
    await fault(simulator, 'slow', 0.01, 200_000)
    expect(await call(simulator, 'SR.get_all_records', session)).toEqual(before)
    await fault(simulator, 'slow')
    expect(await call(simulator, 'SR.get_all_records', session)).toEqual(before)
  })

  it('that are slow carry little at a time', async () => {
    const line = new Line()
    line.slow(0, 100)
    const sizes: number[] = []
    for await (const part of line.paced(Buffer.alloc(12))) sizes.push(part.length)
    expect(sizes).toEqual([5, 5, 2])
  })

  it('are refused as long as asked for', async () => {
    const simulator = await started({ memberPort: 0 })
    const session = await signIn(simulator)
    await fault(simulator, 'refuse')
    await expect(call(simulator, 'VM.get_all', session)).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    })
    await expect(fetch(simulator.memberUrl ?? '')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    await fault(simulator, 'accept')
    expect((await call(simulator, 'VM.get_all', session)).result).toEqual(expect.any(Array))
  })

  it('end with the toolstack, which has forgotten who was there when it comes back', async () => {
    const clock = manualClock()
    const simulator = await started({ clock })
    const session = await signIn(simulator)
    const startedAt = () =>
      [...simulator.pool.db.all('host')].map(([, { other_config }]) => other_config.agent_start_time)
    const before = startedAt()
    await fault(simulator, 'die')
    await expect(call(simulator, 'VM.get_all', session)).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    })
    await clock.advance(30)
    await fault(simulator, 'comeBack')
    expect((await call(simulator, 'VM.get_all', session)).error?.message).toBe('SESSION_INVALID')
    expect(startedAt()).not.toEqual(before)
    const again = await signIn(simulator)
    expect((await call(simulator, 'VM.get_all', again)).result).toEqual(expect.any(Array))
  })

  it('give up what was being done when the toolstack died', async () => {
    const clock = manualClock()
    const simulator = await started({ clock })
    const session = await signIn(simulator)
    const vm = vmNamed(simulator, 'web-01')
    const { result } = await call(simulator, 'Async.VM.clean_shutdown', session, vm)
    await clock.advance(0.5)
    await fault(simulator, 'die')
    await clock.advance(60)
    expect(simulator.pool.db.find('task', String(result))?.status).not.toBe('pending')
  })

  it('show another certificate from then on', async () => {
    const simulator = await started({ tls: true })
    const seen = () =>
      new Promise<string>((resolve, reject) => {
        const { hostname, port } = new URL(simulator.url)
        const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
          resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? '')
          socket.destroy()
        })
        socket.on('error', reject)
      })
    expect(await seen()).toBe(simulator.certificateSha256)
    const other = await fault(simulator, 'changeCertificate')
    expect(other).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(other).not.toBe(simulator.certificateSha256)
    expect(await seen()).toBe(other)
    expect(new X509Certificate(simulator.pool.certificate()).fingerprint256).toBe(other)
  })

  it('have no certificate to change without TLS', async () => {
    await expect(fault(await started(), 'changeCertificate')).rejects.toThrow('TLS_CONNECTION_FAILED')
  })
})

describe('events', () => {
  it('are lost: the counts betray it, and the old interface says so', async () => {
    const simulator = await started()
    const session = await signIn(simulator)
    const look = async (token: string) => {
      const { result } = await call(simulator, 'event.from', session, ['network'], token, 1.5)
      const { token: next, events, valid_ref_counts: counts } = Object(result)
      return { next: String(next), events: [...events], count: Number(counts.network) }
    }
    await call(simulator, 'event.register', session, ['network'])
    const { result: network } = await call(simulator, 'network.create', session, {
      name_label: 'a',
      other_config: {},
    })
    const { next, count } = await look('')
    await call(simulator, 'network.destroy', session, network)
    await fault(simulator, 'loseEvents')
    const after = await look(next)
    expect(after.events).toEqual([])
    expect(after.count).toBe(count - 1)
    expect((await call(simulator, 'event.next', session)).error?.message).toBe('EVENTS_LOST')
  })
})

describe('messages', () => {
  it('fail once as asked for, with code and parameters', async () => {
    const simulator = await started()
    const session = await signIn(simulator)
    const vm = vmNamed(simulator, 'web-01')
    await fault(simulator, 'failCall', 'VM.get_record', 'SR_BACKEND_FAILURE_46', ['', 'no disk', ''])
    expect((await call(simulator, 'VM.get_record', session, vm)).error).toMatchObject({
      message: 'SR_BACKEND_FAILURE_46',
      data: ['', 'no disk', ''],
    })
    expect((await call(simulator, 'VM.get_record', session, vm)).result).toMatchObject({
      name_label: 'web-01',
    })
  })

  it('fail behind their task when they came as Async', async () => {
    const simulator = await started()
    const session = await signIn(simulator)
    const vm = vmNamed(simulator, 'web-01')
    await fault(simulator, 'failCall', 'VM.clean_shutdown', 'VM_SHUTDOWN_TIMEOUT', [vm, '1200'])
    const { result } = await call(simulator, 'Async.VM.clean_shutdown', session, vm)
    expect((await call(simulator, 'task.get_record', session, result)).result).toMatchObject({
      status: 'failure',
      error_info: ['VM_SHUTDOWN_TIMEOUT', vm, '1200'],
    })
  })

  it('that nobody knows cannot fail', async () => {
    await expect(fault(await started(), 'failCall', 'VM.fly', 'X')).rejects.toThrow(
      'MESSAGE_METHOD_UNKNOWN VM.fly',
    )
  })
})

it('a storage is full until it is well again', async () => {
  const simulator = await started()
  const session = await signIn(simulator)
  const [ref, sr] = [...simulator.pool.db.all('SR')].find(([, one]) => one.shared && one.type === 'nfs') ?? []
  const disk = {
    name_label: 'new',
    SR: ref,
    virtual_size: 2 ** 30,
    type: 'user',
    sharable: false,
    read_only: false,
  }
  const make = () => call(simulator, 'VDI.create', session, { ...disk, other_config: {} })
  await fault(simulator, 'fillSr', sr?.uuid, 2 ** 20)
  expect((await make()).error?.message).toBe('SR_BACKEND_FAILURE_44')
  await fault(simulator, 'heal', sr?.uuid)
  expect((await make()).result).toMatch(/^OpaqueRef:/)
})

describe('what is asked for', () => {
  it('is among the names that are told', async () => {
    const { controlUrl = '', faults } = await started()
    const names = (await (await fetch(controlUrl)).text()).trim().split('\n')
    expect(names.sort()).toEqual(Object.keys(faults).sort())
  })

  it('is explained on the page for those who use it', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../docs/simulator.md'), 'utf8')
    for (const name of faultNames) expect(page).toContain(`\`${name}\``)
    for (const [flag] of usage.matchAll(/--[a-z-]+/g)) expect(page).toContain(flag)
  })

  it.each([
    [{ fault: 'nonsense' }, 'no such fault: nonsense'],
    [{ fault: 'failCall' }, 'failCall needs a text more'],
    [{ fault: 'slow', args: ['x'] }, 'slow takes a number from 0, not "x"'],
    [{ fault: 'heal', args: 'x' }, 'The arguments of heal are a list'],
    [{ fault: 'failCall', args: ['VM.start', 'X', [1]] }, 'failCall takes a list of texts, not [1]'],
    [{}, 'A fault has a name'],
  ])('is refused with a sentence when it cannot be understood: %j', async (wish, sentence) => {
    const answer = await ask(await started(), wish)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(sentence)
  })
})
