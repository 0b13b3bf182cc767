import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator'

const running: Simulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(one => one.stop()))
})

async function started(): Promise<{ simulator: Simulator; session: string }> {
  const simulator = await startSimulator({ heartbeat: false })
  running.push(simulator)
  const { url, username, password } = simulator
  const { result } = await json(url, {
    jsonrpc: '2.0',
    method: 'session.login_with_password',
    params: [username, password],
    id: 1,
  })
  return { simulator, session: String(result) }
}

const send = (url: string, body: string) => fetch(`${url}/jsonrpc`, { method: 'POST', body })

async function json(url: string, body: object): Promise<{ [member: string]: unknown }> {
  return JSON.parse(await (await send(url, JSON.stringify(body))).text())
}

describe('JSON-RPC', () => {
  it('answers version 2.0 with a result or an error of its own shape', async () => {
    const { simulator, session } = await started()
    const call = (method: string, ...params: unknown[]) =>
      json(simulator.url, { jsonrpc: '2.0', method, params: [session, ...params], id: 'a' })
    expect(await call('pool.get_all')).toMatchObject({
      jsonrpc: '2.0',
      id: 'a',
      result: [expect.any(String)],
    })
    expect(await call('VM.get_record', 'x')).toEqual({
      jsonrpc: '2.0',
      id: 'a',
      error: { code: 1, message: 'HANDLE_INVALID', data: ['VM', 'x'] },
    })
  })

  it('answers version 1.0 with both members', async () => {
    const { simulator, session } = await started()
    const call = (method: string, ...params: unknown[]) =>
      json(simulator.url, { method, params: [session, ...params], id: 7 })
    expect(await call('pool.get_all')).toEqual({ result: [expect.any(String)], error: null, id: 7 })
    expect(await call('VM.frobnicate')).toEqual({
      result: null,
      error: ['MESSAGE_METHOD_UNKNOWN', 'VM.frobnicate'],
      id: 7,
    })
  })

  it('writes ints as numbers, floats with a point, dates undashed and nothing as an empty text', async () => {
    const { simulator, session } = await started()
    const [vm] = [...simulator.pool.db.all('VM')].find(([, { name_label }]) => name_label === 'web-01') ?? []
    const text = async (method: string, ...params: unknown[]) =>
      (
        await send(
          simulator.url,
          JSON.stringify({ jsonrpc: '2.0', method, params: [session, vm, ...params], id: 1 }),
        )
      ).text()
    expect(await text('VM.get_memory_static_max')).toMatch(/"result":\d+,/)
    expect(await text('VM.get_HVM_shadow_multiplier')).toContain('"result":1.0,')
    expect(await text('VM.get_snapshot_time')).toContain('"result":"19700101T00:00:00Z"')
    expect(await text('VM.set_tags', ['x'])).toContain('"result":""')
  })

  it('gives the changes of a pool as event.from does in XML', async () => {
    const { simulator, session } = await started()
    const params = [session, ['pool'], '', 0.0]
    const { result } = await json(simulator.url, { jsonrpc: '2.0', method: 'event.from', params, id: 1 })
    expect(result).toMatchObject({
      token: expect.stringMatching(/^\d{20},\d{20}$/),
      valid_ref_counts: expect.objectContaining({ pool: 1 }),
      events: [expect.objectContaining({ class: 'pool', operation: 'add', timestamp: '0.0' })],
    })
  })

  it.each([
    ['[{"method":"pool.get_all","params":[],"id":1}]', 'Invalid request body'],
    ['{"jsonrpc":"2.0","method":"pool.get_all","params":[],"id":null}', "Invalid field 'id' in request body"],
    ['{"jsonrpc":"2.0","method":"pool.get_all","params":[]}', "Invalid field 'id' in request body"],
    ['{"jsonrpc":2.0,"method":"pool.get_all","params":[],"id":1}', "Invalid field 'jsonrpc' in request body"],
    ['{"jsonrpc":"2.0","params":[],"id":1}', 'Required field method is missing'],
    [
      '{"jsonrpc":"2.0","method":"pool.get_all","params":"x","id":1}',
      "Invalid field 'params' in request body",
    ],
  ])('refuses %s with a page', async (body, detail) => {
    const { simulator } = await started()
    const response = await send(simulator.url, body)
    expect(response.status).toBe(500)
    expect(await response.text()).toContain(
      `Jsonrpc.Malformed_method_request(&quot;${detail.replaceAll("'", '&apos;')}&quot;)`,
    )
  })

  it.each([
    '[]',
    '{"jsonrpc":"2.0","method":"pool.get_all","params":[],"id":1.5}',
    '{"jsonrpc":"2.0","method":"pool.get_all","params":[],"id":[1]}',
    '{"jsonrpc":"3.0","method":"pool.get_all","params":[],"id":1}',
    '{"jsonrpc":"2.0","method":5,"params":[],"id":1}',
    '{"jsonrpc":"2.0","method":"pool.get_all","params":[],"id":1,"extra":"x"}',
  ])('hangs up on %s', async body => {
    const { simulator } = await started()
    const { hostname, port } = new URL(simulator.url)
    const got = await new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(Number(port), hostname, () => {
        socket.write(`POST /jsonrpc HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
      })
      socket.on('data', chunk => {
        text += chunk.toString()
      })
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
    })
    expect(got).toBe('')
  })
})
