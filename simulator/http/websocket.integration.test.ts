import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Simulator, startSimulator } from '../simulator'
import { login } from '../work/sessions'

let running: Simulator | undefined
afterEach(() => running?.stop())

async function started(tls = false) {
  running = await startSimulator({ heartbeat: false, tls })
  const { pool, username, password, url } = running
  const session = await login(pool, username, password, 'test')
  const console = (name: string) => {
    const [ref] = [...pool.db.all('VM')].find(([, vm]) => vm.name_label === name) ?? []
    return `${url.replace(/^http/, 'ws')}/console?ref=${ref}&session_id=`
  }
  return { url, session, console }
}

/** What the other side says first, or the status it refuses with. */
function greeting(address: string, protocols: string[]): Promise<string | number | undefined> {
  const socket = new WebSocket(address, protocols, { rejectUnauthorized: false })
  return new Promise((resolve, reject) => {
    socket.on('message', data => {
      resolve(data.toString())
      socket.close()
    })
    socket.on('unexpected-response', (_, answer) => {
      resolve(answer.statusCode)
      socket.terminate()
    })
    socket.on('error', reject)
  })
}

describe('a console as a WebSocket', () => {
  it.each([false, true])('speaks RFB in binary frames (TLS: %s)', async tls => {
    const { session, console } = await started(tls)
    expect(await greeting(`${console('web-01')}${session}`, ['binary'])).toBe('RFB 003.008\n')
  })

  it('names its protocol whatever a client offers', async () => {
    const { url, session, console } = await started()
    const { hostname, port } = new URL(url)
    const { pathname, search } = new URL(`${console('web-01')}${session}`)
    const got = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: base64\r\n\r\n`,
        )
      })
      let text = ''
      socket.on('data', chunk => {
        text += chunk.toString('latin1')
        if (!text.endsWith('003.008\n')) return
        socket.destroy()
        resolve(text)
      })
      socket.on('error', reject)
    })
    expect(got.split('\r\n').slice(0, 5)).toEqual([
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      'Sec-WebSocket-Protocol: binary',
    ])
    expect(got.endsWith('\x82\x0cRFB 003.008\n')).toBe(true)
  })

  it('is refused without a session and where nothing runs', async () => {
    const { session, console } = await started()
    expect(await greeting(`${console('web-01')}nobody`, ['binary'])).toBe(401)
    expect(await greeting(`${console('desk-07')}${session}`, ['binary'])).toBe(500)
  })

  it('is the only protocol that a request can change to: others are not seen', async () => {
    const { url, session } = await started()
    const { hostname, port } = new URL(url)
    const got = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `GET /audit_log?session_id=${session} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n`,
        )
      })
      let text = ''
      socket.on('data', chunk => {
        text += chunk.toString('latin1')
      })
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
    })
    expect(got).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  })
})
