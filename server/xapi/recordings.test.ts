import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openAnswer } from './answer'
import { decodeValue } from './codec'
import { XapiError } from './errors'
import { batchPlan } from './events'
import { messageFacts } from './facts'
import { JsonAnswerReader } from './jsonrpc-answer'
import { planOf } from './plan'
import { typeOf } from './type-text'
import { WireError } from './wire'
import { readXmlRpc } from './xmlrpc'
import { XmlAnswerReader } from './xmlrpc-answer'

const shared = fileURLToPath(new URL('../../../shared/xenapi/', import.meta.url))
const wire = `${shared}recordings/wire/`

/** Requests and answers of a recorded file that hold a whole XML-RPC document. */
function exchanges(file: string): { request: string; response: string }[] {
  const found = []
  for (const part of readFileSync(wire + file, 'utf8')
    .split('>>> REQUEST')
    .slice(1)) {
    const [request = '', response = ''] = part.split('<<< RESPONSE')
    found.push({ request: documentIn(request), response: documentIn(response) })
  }
  return found
}

function documentIn(message: string): string {
  const start = message.indexOf('<?xml')
  return start < 0 || message.includes('more characters]') ? '' : message.slice(start).trim()
}

function valueIn(response: string, type: string): unknown {
  const reader = new XmlAnswerReader(planOf(typeOf(type)))
  reader.write(Buffer.from(response))
  return openAnswer(reader.end(), 'x', 'host')
}

describe.skipIf(!existsSync(wire))(
  'what a real host answered (skipped where the recordings are missing)',
  () => {
    it('reads every recorded call and answer', () => {
      let calls = 0
      let answers = 0
      for (const file of readdirSync(wire).filter(
        name => name.startsWith('xmlrpc-') || name === 'member-rpc.txt',
      )) {
        for (const { request, response } of exchanges(file)) {
          let method = ''
          // The strict reader refuses on purpose what the malformed ones contain.
          if (request.startsWith('<?xml') && !file.includes('malformed') && !request.includes('&#7;')) {
            const call = readXmlRpc(request)
            if (call.kind !== 'call') throw new Error(`${file}: no call`)
            method = call.method
            calls++
          }
          if (!response) continue
          readXmlRpc(response)
          answers++
          const type = messageFacts(method)?.r
          try {
            const value = valueIn(response, type ?? 'any')
            if (type)
              expect(value, `${file} ${method}`).toEqual(type === 'void' ? undefined : expect.anything())
          } catch (error) {
            if (!(error instanceof XapiError)) throw error
            expect(error.code, file).toMatch(/^[A-Z_]+$/)
          }
        }
      }
      expect(calls).toBeGreaterThan(40)
      expect(answers).toBeGreaterThan(40)
    })

    it('reads every recorded answer in JSON-RPC', () => {
      let values = 0
      let refusals = 0
      for (const file of readdirSync(wire).filter(name => name.startsWith('jsonrpc'))) {
        for (const exchange of readFileSync(wire + file, 'utf8')
          .split('>>> REQUEST')
          .slice(1)) {
          const [request = '', response = ''] = exchange.split('<<< RESPONSE')
          const body = response.slice(response.indexOf('\n\n') + 2).trim()
          if (!body.startsWith('{') || body.includes('more characters]')) continue
          const method = /"method": ?"([^"]*)"/.exec(request)?.[1] ?? ''
          const type = messageFacts(method)?.r ?? 'any'
          const reader = new JsonAnswerReader(method === 'event.from' ? batchPlan : planOf(typeOf(type)))
          reader.write(Buffer.from(body))
          const answer = reader.end()
          if (answer.kind === 'refusal') {
            refusals++
            expect(answer.description[0], file).toMatch(/^[A-Z_]+$/)
          } else {
            values++
            expect(answer.value, `${file} ${method}`).toEqual(type === 'void' ? undefined : expect.anything())
          }
        }
      }
      expect(values).toBeGreaterThan(15)
      expect(refusals).toBeGreaterThanOrEqual(5)
    })

    it('refuses the malformed calls that hosts refuse', () => {
      for (const name of ['empty', 'not-xml', 'truncated', 'wrong-root']) {
        const text =
          readFileSync(`${wire}xmlrpc-malformed-${name}.txt`, 'utf8').split('<<< RESPONSE')[0] ?? ''
        const body = text.slice(text.indexOf('\n\n', text.indexOf('Content-Length'))).trim()
        expect(() => readXmlRpc(body), name).toThrow(WireError)
      }
    })

    it('decodes the records of a host of 2020', () => {
      for (const [file, type] of [
        ['VM', 'map(ref VM,record VM)'],
        ['host', 'map(ref host,record host)'],
      ] as const) {
        const answer = JSON.parse(readFileSync(`${shared}examples/${file}.get_all_records.8.2.json`, 'utf8'))
        const records = decodeValue(type, answer.Value ?? answer)
        expect(Object.keys(Object(records)).length).toBeGreaterThan(0)
        for (const record of Object.values(Object(records)))
          expect(record).toMatchObject({ uuid: expect.any(String), tags: expect.any(Array) })
      }
    })

    it('reads answers with string tags and other quotes', () => {
      const success = readFileSync(`${shared}examples/login-success.xml`, 'utf8')
      expect(valueIn(success, 'ref session')).toMatch(/^OpaqueRef:/)
      const slave = readFileSync(`${shared}examples/login-host-is-slave.xml`, 'utf8')
      expect(() => valueIn(slave, 'ref session')).toThrow('HOST_IS_SLAVE [127.0.0.1:8083]')
    })
  },
)
