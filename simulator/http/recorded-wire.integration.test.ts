import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsBefore, seedOf } from '../recorded/baseline'
import { readBaseline, type Scenario } from '../recorded/recording'
import { Symbols } from '../recorded/symbols'
import { type Simulator, startSimulator } from '../simulator'
import { login } from '../work/sessions'

const folder = resolve(import.meta.dirname, '../../../shared/xenapi/recordings')
const there = existsSync(join(folder, 'wire'))

/** Files of requests without a body whose answers follow from the state of the pool. */
const files = [
  'handlers-no-session',
  'handlers-bad-session',
  'handlers-bad-ref',
  'misc-handlers',
  'http-static',
  'http-unknown',
  'rrd-updates-minmax',
  'rrd-updates-sr-all',
  'rrd-updates-vm-elsewhere',
  'sr-rrd',
]

/** Requests that are answered otherwise here, and why. */
const different: { readonly [request: string]: string } = {
  'GET /system-status': 'the tool that collects was missing where this was recorded',
  'GET /system-status?output=odd': 'the same',
  'GET /host_logs_download': 'no logs came where this was recorded',
  'GET /host_backup': 'the backup was empty where this was recorded',
}

interface Exchange {
  readonly request: string
  readonly response: string
}

function read(name: string): Exchange[] {
  const text = readFileSync(join(folder, 'wire', `${name}.txt`), 'utf8')
  return text
    .split('>>> REQUEST\n')
    .slice(1)
    .map(part => {
      const [request = '', response = ''] = part.split(/\n<<< RESPONSE [^\n]*\n/)
      return { request: request.trimEnd(), response: response.trimEnd() }
    })
}

/** Head and the body its length tells, or all until the connection ends. */
function exchange(url: string, request: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((done, reject) => {
    let got = ''
    const socket = connect(Number(port), hostname, () => socket.write(request))
    const finish = () => {
      socket.destroy()
      done(got)
    }
    socket.on('data', chunk => {
      got += chunk.toString('latin1')
      const [head = '', body = ''] = got.split('\r\n\r\n', 2)
      const length = /^content-length: (\d+)/im.exec(head)?.[1]
      if (length !== undefined && body.length >= Number(length)) finish()
    })
    socket.on('close', finish)
    socket.on('error', reject)
  })
}

/** Without the order of headers and lengths of what has names in it. */
function comparable(response: string): string[] {
  const [head = '', body = ''] = response.replaceAll('\r\n', '\n').split(/\n\n([\s\S]*)/)
  const [first = '', ...headers] = head.split('\n')
  return [first, ...headers.filter(line => !/^content-length: [1-9]/i.test(line)).sort(), body.trim()]
}

describe.skipIf(!there)(`what a real host answered (skipped: no recordings in ${folder})`, () => {
  let simulator: Simulator
  const symbols = new Symbols()

  beforeAll(async () => {
    const beginning: Scenario = { name: 'wire', delta: [], steps: [] }
    const seed = seedOf(rowsBefore(readBaseline(folder), beginning), symbols)
    simulator = await startSimulator({ seed: () => seed, heartbeat: false, password: 'xenroot' })
    symbols.bind('$session', await login(simulator.pool, 'root', 'xenroot', 'recorder'))
  })
  afterAll(() => simulator.stop())

  for (const name of there ? files : []) {
    for (const { request, response } of read(name)) {
      const line = request.split('\n')[0]?.replace(/ HTTP.*/, '') ?? ''
      const short = line.replace(/[?&]session_id=\$session/, '')
      if (different[short] !== undefined) continue
      it(`${name}: ${short}`, async () => {
        const sent = `${String(symbols.resolve(request)).replaceAll('\n', '\r\n')}\r\n\r\n`
        const got = comparable(await exchange(simulator.url, sent))
        const expected = comparable(response === '[nothing]' ? '' : String(symbols.resolve(response)))
        expect(got).toEqual(expected)
      })
    }
  }
})
