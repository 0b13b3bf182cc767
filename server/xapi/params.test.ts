import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { messageFacts } from './facts'
import { decodeParams, decodeStrict, RefusedCall } from './params'
import { type Wire, WireDate, WireDouble } from './wire'

const recordings = fileURLToPath(new URL('../../../shared/xenapi/recordings/', import.meta.url))

function outcome(method: string, wires: readonly Wire[]): unknown {
  const message = messageFacts(method)
  if (!message) return 'unknown'
  try {
    return decodeParams(method, message, wires)
  } catch (error) {
    if (error instanceof RefusedCall) return [error.code, ...error.params]
    throw error
  }
}

describe('decodeParams', () => {
  it('decodes by the model and fills in what may be left out', () => {
    expect(outcome('VM.start', ['OpaqueRef:1', false, true])).toEqual(['OpaqueRef:1', false, true])
    expect(outcome('host.disable', ['OpaqueRef:1'])).toEqual(['OpaqueRef:1', true])
    expect(outcome('VM.set_memory_static_max', ['r', '268435456'])).toEqual(['r', 268435456])
    expect(outcome('VM.set_memory_static_max', ['r', '0x10'])).toEqual(['r', 16])
    expect(outcome('session.login_with_password', ['root', 'x'])).toEqual(['root', 'x', '1.1', ''])
    const network = outcome('network.create', [{ other_config: {}, extra: 'x' }])
    expect(network).toEqual([expect.objectContaining({ name_label: '', MTU: 1500, other_config: {} })])
    expect(JSON.stringify(network)).not.toContain('extra')
  })

  it('refuses wrong kinds with the texts of xapi', () => {
    const text = (type: string, wire: Wire) => {
      try {
        return decodeStrict(type, wire)
      } catch (error) {
        return error instanceof RefusedCall ? error.params[0] : error
      }
    }
    expect(text('int', new WireDouble(1))).toBe(`Failure("Expected int64, got 'F(1)'")`)
    expect(text('int', new WireDouble(268435456))).toBe(`Failure("Expected int64, got 'F(2.68435e+08)'")`)
    expect(text('int', ' 1')).toBe('Failure("Int64.of_string")')
    expect(text('int', true)).toBe(`Failure("Expected int64, got 'B(true)'")`)
    expect(text('string', ['a', { b: null }])).toBe(`Failure("Expected string, got '[S(a);{b:N}]'")`)
    expect(text('map(string,string)', 'x')).toBe(`Failure("Expecting Rpc.Dict, but found 'S(x)'")`)
    expect(text('map(enum vm_operations,string)', { nonsense: '' })).toBe('Failure("Unknown tag/contents")')
    expect(text('datetime', new WireDate('2038'))).toBe('Invalid argument: Clock__Date.of_iso8601: 2038')
    expect(text('datetime', '20380101T00:00:00')).toBe('2038-01-01T00:00:00Z')
    expect(text('float', 2)).toBe(2)
  })

  it.skipIf(!existsSync(recordings))('agrees with every recorded refusal of parameters', ({ skip }) => {
    let compared = 0
    const wrong: unknown[] = []
    for (const file of readdirSync(recordings).filter(name => name.endsWith('.jsonl'))) {
      for (const line of readFileSync(recordings + file, 'utf8').split('\n')) {
        if (!line.includes('"error"')) continue
        const { call, params, error, artefact } = JSON.parse(
          // A float keeps its point, or it would pass for an int.
          line.replace(/(?<=[\s[])(\d+)\.0(?=[,\]])/g, '{"@double":$1}'),
        ) as { call: string; params: Wire[]; error?: string[]; artefact?: unknown }
        if (!error || artefact || !/^(INTERNAL_ERROR|MESSAGE_PARAMETER_COUNT)/.test(error[0] ?? '')) continue
        const ours = !/^(Failure|Server_helpers|Invalid argument: Clock)/.test(error[1] ?? '')
        if ((error[0] === 'INTERNAL_ERROR' && ours) || error[3] === '-1' || error[1]?.includes('__structure'))
          continue
        const message = messageFacts(call)
        if (!message) continue
        const sent = JSON.parse(JSON.stringify(params), (_, value) =>
          value && typeof value === 'object' && '@double' in value ? new WireDouble(value['@double']) : value,
        ) as Wire[]
        const rest = message.nosession ? sent : sent.slice(1)
        const got = outcome(call.replace(/^Async\./, ''), rest)
        compared++
        if (JSON.stringify(got) !== JSON.stringify(error))
          wrong.push({
            file,
            call,
            params: JSON.stringify(rest).slice(0, 200),
            error,
            got: JSON.stringify(got).slice(0, 200),
          })
      }
    }
    if (compared === 0) skip('no recordings')
    expect(wrong).toEqual([])
    expect(compared).toBeGreaterThan(100)
  })
})
