import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { parseEndpoint } from './endpoint'
import { CertificateError, TransportError, XapiError } from './errors'
import { login } from './session'
import { type FakeTasks, fakeTasks } from './testing/fake-tasks'
import { atEnd, failureOf, openHost as host } from './testing/open-hosts'
import type { Download } from './transfer'
import { auditLog, exportDisk, exportVm, importDisk, importVm, rrdUpdates, textOfDownload } from './transfers'
import { readCertificate } from './transport'

async function pool(tls?: 'host1', pins?: Record<string, string>) {
  const made = await host(tls)
  const tasks = fakeTasks(made)
  const pin = tls && (await readCertificate(parseEndpoint(made.url)))?.sha256
  const session = await login({
    address: made.url,
    username: 'root',
    password: 'x',
    pin,
    ...(pins ? { pins } : {}),
  })
  atEnd(() => session.logout())
  return {
    host: made,
    tasks,
    session,
    vm: session.refOf('VM', 'OpaqueRef:vm'),
    vdi: session.refOf('VDI', 'OpaqueRef:vdi'),
  }
}

async function bytesOf({ stream }: Download): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const theTask = ({ records }: FakeTasks) => [...records.keys()][0] ?? ''
const data = Buffer.alloc(3_000_000, 'disk')

describe('what a host sends', () => {
  it('comes as a stream, with its progress, and the task tells that it is whole', async () => {
    const { host, tasks, session, vm } = await pool()
    let asked = ''
    host.handlers['/export'] = (_, response, query) => {
      asked = query.toString()
      response.writeHead(200, {
        connection: 'close',
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment; filename="export.xva"',
      })
      // As with real hosts the task ends after the stream.
      response.end(data, () => tasks.succeed(String(query.get('task_id'))))
    }
    const seen: number[] = []
    const download = await exportVm(
      session,
      vm,
      { compression: 'gzip' },
      { onProgress: ({ bytes }) => seen.push(bytes) },
    )
    expect(download).toMatchObject({ length: undefined, fileName: 'export.xva' })
    expect(asked).toContain(
      `ref=OpaqueRef%3Avm&use_compression=gzip&task_id=${encodeURIComponent(theTask(tasks))}`,
    )
    expect((await bytesOf(download)).equals(data)).toBe(true)
    expect(seen.at(-1)).toBe(data.length)
    await session.call.pool.get_all()
    expect(tasks.records.size).toBe(0)
  })

  it('is an error when it breaks off, with the reason that the task has', async () => {
    const { host, tasks, session, vdi } = await pool()
    host.handlers['/export_raw_vdi'] = (_, response, query) => {
      response.writeHead(200, { connection: 'close' }).write(data)
      tasks.fail(String(query.get('task_id')), ['SR_BACKEND_FAILURE_46', '', 'The VDI is not available', ''])
      response.end()
    }
    const error = await failureOf(bytesOf(await exportDisk(session, vdi, { format: 'vhd' })))
    expect(error).toBeInstanceOf(XapiError)
    expect(error).toMatchObject({ code: 'SR_BACKEND_FAILURE_46' })

    host.handlers['/rrd_updates'] = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy())
    }
    const cut = await rrdUpdates(session, session.endpoint, { start: -10 })
    expect(cut.length).toBe(100)
    expect(await failureOf(bytesOf(cut))).toMatchObject({ kind: 'closed', call: '/rrd_updates' })
  })

  it('is read no faster than it is wanted, and given up when nobody wants it', async () => {
    const { host, tasks, session, vm } = await pool()
    let sent = 0
    let closed: () => void = () => undefined
    const end = new Promise<void>(resolve => {
      closed = resolve
    })
    let full: () => void = () => undefined
    const stuck = new Promise<void>(resolve => {
      full = resolve
    })
    host.handlers['/export'] = (_, response) => {
      response.writeHead(200, { connection: 'close' })
      const go = () => {
        do sent += 65536
        while (!response.destroyed && response.write(data.subarray(0, 65536)))
        // The reader has stopped long before this.
        if (sent > 65536) full()
      }
      response.on('drain', go).on('close', closed)
      go()
    }
    const { stream } = await exportVm(session, vm)
    await stuck
    const [first] = await once(stream, 'readable').then(() => [stream.read(1000)])
    expect(first.length).toBe(1000)
    // What the sockets on both sides hold, not what could be sent.
    expect(sent).toBeLessThan(32 * 2 ** 20)
    stream.destroy()
    await end
    // Its task is put away by a call that nobody waits for.
    await expect.poll(() => tasks.records.size).toBe(0)
  })

  it('is refused with what the host says', async () => {
    const { host, tasks, session, vm } = await pool()
    const page = (text: string) => `<html><h1>HTTP 500</h1><h1> Additional information </h1>${text}</html>`
    host.handlers['/export'] = (_, response, query) =>
      response.writeHead(500).end(page(`UUID_INVALID: [ VM; a&amp;b; ${query.get('session_id')} ]`))
    expect(await failureOf(exportVm(session, vm))).toMatchObject({
      code: 'UUID_INVALID',
      params: ['VM', 'a&b', 'the session'],
    })
    host.handlers['/export'] = (_, response) => response.writeHead(403).end('no')
    const error = await failureOf(exportVm(session, vm))
    expect(error).toBeInstanceOf(TransportError)
    expect(error).toMatchObject({ kind: 'http-status', status: 403, call: '/export' })
    expect(JSON.stringify(error) + String(error)).not.toContain('session-1')
    expect(tasks.records.size).toBe(0)
  })

  it('is asked for again once when the session has run out', async () => {
    const { host, tasks, session } = await pool()
    let logins = 1
    host.answers['session.login_with_password'] = () => `OpaqueRef:session-${++logins}`
    host.handlers['/audit_log'] = (_, response, query) => {
      const known = query.get('session_id') === 'OpaqueRef:session-2'
      if (known) tasks.succeed(String(query.get('task_id')))
      if (known) response.end(`since ${query.get('since')}`)
      else response.writeHead(401, { 'www-authenticate': 'Basic realm="get_audit_log"' }).end()
    }
    const log = await auditLog(session, '2026-08-21T10:15:30Z')
    expect(await textOfDownload(session, log, 1000)).toBe('since 2026-08-21T10:15:30Z')
    expect(
      await failureOf(auditLog(session, 'x').then(again => textOfDownload(session, again, 3))),
    ).toMatchObject({
      kind: 'bad-answer',
    })
    host.handlers['/audit_log'] = (_, response) => response.writeHead(401).end()
    expect(await failureOf(auditLog(session, undefined))).toMatchObject({ kind: 'http-status', status: 401 })
  })

  it('comes from another host when the first points there, whose certificate has to be known', async () => {
    const other = await host('host2')
    const place = `127.0.0.1:${other.port}`
    const pins: Record<string, string> = {}
    const { host: first, session } = await pool('host1', pins)
    first.handlers['/rrd_updates'] = (request, response) =>
      response.writeHead(302, { location: `${other.url}${request.url}` }).end()
    other.handlers['/rrd_updates'] = (_, response, query) => response.end(`from ${query.get('start')}`)
    const ask = () => rrdUpdates(session, session.endpoint, { start: 5, vm_uuid: ['a', 'b'] })
    const unknown = await failureOf(ask())
    expect(unknown).toBeInstanceOf(CertificateError)
    expect(unknown).toMatchObject({ host: place, kind: 'unknown' })
    pins[place] = unknown instanceof CertificateError ? unknown.met.sha256 : ''
    expect((await bytesOf(await ask())).toString()).toBe('from 5')

    first.handlers['/rrd_updates'] = (_, response) => response.writeHead(302, { location: first.url }).end()
    expect(await failureOf(ask())).toMatchObject({ kind: 'http-status', status: 302 })
    first.handlers['/rrd_updates'] = (_, response) => response.writeHead(302, { location: 'nowhere' }).end()
    expect(await failureOf(ask())).toMatchObject({ kind: 'bad-answer' })
  })

  it('is not waited for when it stops, nor when nobody wants it any more', async () => {
    const { host, session, vm } = await pool()
    host.handlers['/export'] = (_, response) => response.writeHead(200).write('x')
    const silent = await exportVm(session, vm, {}, { idleMs: 50 })
    expect(await failureOf(bytesOf(silent))).toMatchObject({ kind: 'timeout' })
    // The bytes came, but not the word that they are all.
    host.handlers['/export'] = (_, response) => response.end('whole')
    const unsure = await exportVm(session, vm, {}, { idleMs: 50 })
    expect(await failureOf(bytesOf(unsure))).toMatchObject({ kind: 'timeout', call: '/export' })
    host.handlers['/export'] = (_, response) => response.writeHead(200).write('x')
    const stop = new AbortController()
    const stopped = await exportVm(session, vm, {}, { signal: stop.signal, onProgress: () => stop.abort() })
    expect(await failureOf(bytesOf(stopped))).toMatchObject({ kind: 'cancelled' })
  })
})

describe('what a host is sent', () => {
  it('goes with its length, and the task has the result', async () => {
    const { host, tasks, session } = await pool()
    let received = 0
    let head: Record<string, unknown> = {}
    host.handlers['/import'] = (request, response, query) => {
      head = { ...request.headers, sr: query.get('sr_id') }
      // As hosts do, before they have read any of it.
      response.writeHead(200, { connection: 'close' }).flushHeaders()
      request.on('data', (chunk: Buffer) => {
        received += chunk.length
      })
      request.on('end', () => {
        tasks.succeed(
          String(query.get('task_id')),
          '<value><array><data><value>OpaqueRef:new</value></data></array></value>',
        )
        response.end()
      })
    }
    const seen: number[] = []
    const vms = await importVm(
      session,
      data,
      { sr: session.refOf('SR', 'OpaqueRef:sr') },
      { onProgress: ({ bytes }) => seen.push(bytes) },
    )
    expect(vms).toEqual(['OpaqueRef:new'])
    expect(head).toMatchObject({ 'content-length': String(data.length), sr: 'OpaqueRef:sr' })
    expect(head).not.toHaveProperty('transfer-encoding')
    expect(received).toBe(data.length)
    expect(seen).toEqual([data.length])
    expect(tasks.records.size).toBe(0)
  })

  it('goes to the host that a redirect names, from its first byte', async () => {
    const { host: first, tasks, session, vdi } = await pool()
    const other = await host()
    first.handlers['/import_raw_vdi'] = (request, response) =>
      response.writeHead(302, { location: `${other.url}${request.url}` }).end()
    const received: Buffer[] = []
    other.handlers['/import_raw_vdi'] = (request, response, query) => {
      request.on('data', (chunk: Buffer) => received.push(chunk))
      request.on('end', () => {
        tasks.succeed(String(query.get('task_id')))
        response.end()
      })
    }
    let begun = 0
    const body = async function* () {
      begun++
      for (let at = 0; at < data.length; at += 100_000) yield data.subarray(at, at + 100_000)
    }
    await importDisk(session, vdi, body(), { format: 'raw', length: data.length })
    expect(Buffer.concat(received).equals(data)).toBe(true)
    expect(begun).toBe(1)
  })

  it('goes no faster than the host takes it, and stops when nobody wants it any more', async () => {
    const { host, tasks, session, vdi } = await pool()
    let readOn: () => void = () => undefined
    let closed: () => void = () => undefined
    const end = new Promise<void>(resolve => {
      closed = resolve
    })
    host.handlers['/import_raw_vdi'] = (request, response) => {
      // Takes the request and reads none of its body.
      request.on('close', closed)
      readOn = () => request.resume()
      response.writeHead(200, { connection: 'close' }).flushHeaders()
    }
    const piece = Buffer.alloc(65536)
    let produced = 0
    const body = async function* () {
      for (;;) {
        produced += piece.length
        yield piece
      }
    }
    const stop = new AbortController()
    const sending = failureOf(
      importDisk(session, vdi, body(), { format: 'raw', length: 2 ** 40 }, { signal: stop.signal }),
    )
    // Many turns in which nothing was asked for: what lies between us and the host is full.
    for (let before = -1; produced === 0 || before !== produced; ) {
      before = produced
      for (let turn = 0; turn < 100; turn++) await setImmediate()
    }
    expect(produced).toBeLessThan(32 * 2 ** 20)
    stop.abort()
    expect(await sending).toMatchObject({ kind: 'cancelled' })
    readOn()
    await end
    expect(tasks.records.size).toBe(0)
  })

  it('ends where our side of the connection does when nobody knows its length', async () => {
    const { host, tasks, session, vm } = await pool()
    let head = ''
    let received = 0
    // Reads to the end as hosts do, which Node's own server does not.
    const other = createServer({ allowHalfOpen: true }, socket => {
      let before = Buffer.alloc(0)
      socket.on('data', chunk => {
        if (head !== '') received += chunk.length
        else {
          before = Buffer.concat([before, chunk])
          const end = before.indexOf('\r\n\r\n')
          if (end < 0) return
          head = before.toString('latin1', 0, end)
          received = before.length - end - 4
          socket.write('HTTP/1.1 200 OK\r\n\r\n')
        }
      })
      socket.on('end', () => {
        const task = /task_id=([^&]+)/.exec(head)?.[1] ?? ''
        tasks.succeed(task, `<value><array><data><value>${vm}</value></data></array></value>`)
        socket.end()
      })
    }).listen(0, '127.0.0.1')
    atEnd(async () => other.close())
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    host.handlers['/import'] = (request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${port}${request.url}` }).end()
    const body = async function* () {
      for (let at = 0; at < data.length; at += 100_000) yield data.subarray(at, at + 100_000)
    }
    expect(await importVm(session, body())).toEqual([vm])
    expect(head).not.toMatch(/content-length|transfer-encoding/i)
    expect(received).toBe(data.length)
  })

  it('ends with what the task ended with, or with the fault of the connection', async () => {
    const { host, tasks, session, vdi } = await pool()
    host.handlers['/import_raw_vdi'] = (request, _, query) => {
      tasks.fail(String(query.get('task_id')), ['VDI_TOO_SMALL', 'OpaqueRef:vdi', '1'])
      request.socket.destroy()
    }
    const send = () => importDisk(session, vdi, data, { format: 'vhd' })
    expect(await failureOf(send())).toMatchObject({ code: 'VDI_TOO_SMALL' })
    host.handlers['/import_raw_vdi'] = request => request.socket.destroy()
    expect(await failureOf(send())).toMatchObject({ kind: 'closed' })
    host.handlers['/import_raw_vdi'] = (_, response) =>
      response.writeHead(500).end('VDI_IN_USE: [ OpaqueRef:vdi; import ]')
    const inUse = { code: 'VDI_IN_USE', params: ['OpaqueRef:vdi', 'import'] }
    expect(await failureOf(send())).toMatchObject(inUse)
    // Too late: the body is on its way.
    host.handlers['/import_raw_vdi'] = (request, response) =>
      request.once('data', () => response.writeHead(500).end('VDI_IN_USE: [ OpaqueRef:vdi; import ]'))
    expect(await failureOf(send())).toMatchObject(inUse)
    expect(tasks.records.size).toBe(0)
  })
})
