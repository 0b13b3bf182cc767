import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import facts from '@/server/xapi/model/facts.json'
import { xapiErrorKind, xapiErrors, xapiSentence } from './xapi-sentences'

const declared = new Map<string, readonly string[]>(Object.entries(facts.errors))

/** The description of the data model that the facts are made from; it need not be here. */
const model = fileURLToPath(new URL('../../../shared/xenapi/datamodel.json', import.meta.url))

const vm = 'OpaqueRef:11111111-2222-3333-4444-555555555555'
const nameOf = (ref: string) => (ref === vm ? 'web01' : undefined)
const say = (code: string, params: string[]) => xapiSentence(code, params, nameOf).message

describe('the sentences for refusals', () => {
  it('are there for every code of the data model and those beside it', () => {
    const codes = [...declared.keys(), ...facts.undeclaredErrors]
    expect(codes.filter(code => !Object.hasOwn(xapiErrors, code))).toEqual([])
    expect(declared.size).toBeGreaterThanOrEqual(605)
    expect(facts.undeclaredErrors.length).toBeGreaterThanOrEqual(30)
  })

  it.skipIf(!existsSync(model))('are there for every code of the description itself', () => {
    const { errors, errorsWithoutDeclaredParams } = JSON.parse(readFileSync(model, 'utf8'))
    const codes = [...Object.keys(errors), ...errorsWithoutDeclaredParams]
    expect(codes.length).toBeGreaterThanOrEqual(635)
    expect(codes.filter((code: string) => !Object.hasOwn(xapiErrors, code))).toEqual([])
  })

  it('are there for no code that does not exist', () => {
    const ofOlderHosts = ['SHUTDOWN', 'SUSPEND', 'VCPU_HOTPLUG', 'STATIC_IP_SETTING']
    const known = new Set([
      ...declared.keys(),
      ...facts.undeclaredErrors,
      ...ofOlderHosts.map(feature => `VM_LACKS_FEATURE_${feature}`),
      'SR_BACKEND_FAILURE',
    ])
    expect(Object.keys(xapiErrors).filter(code => !known.has(code))).toEqual([])
  })

  it('are sentences whatever parameters come, and have no place left open', () => {
    for (const code of Object.keys(xapiErrors)) {
      const count = declared.get(code)?.length ?? 4
      const refs = Array.from({ length: count + 2 }, () => vm)
      for (const params of [
        [],
        Array(count).fill('x'),
        Array(count).fill(''),
        refs,
        Array(count).fill('OpaqueRef:gone'),
      ]) {
        const { message, next } = xapiSentence(code, params, nameOf)
        expect(message, code).toMatch(/^[“\p{L}\d].*[\p{L}\d.?”)]$/u)
        for (const sentence of [message, next]) {
          expect(sentence, code).not.toMatch(/[{}|]|undefined|\s\s|\s[.,]|OpaqueRef/)
        }
        expect(next, code).toMatch(/^\p{Lu}.*\.$/u)
      }
    }
  })

  it('take only parameters that the code has', () => {
    for (const [code, [, message, next = '']] of Object.entries(xapiErrors)) {
      const known = declared.get(code)
      // SR_BACKEND_FAILURE stands for all the numbered ones.
      if (known === undefined || known.length === 0) continue
      const places = [...`${message} ${next}`.matchAll(/\{([\d/]+)/g)].flatMap(found =>
        (found[1] ?? '').split('/'),
      )
      // What follows those that are declared, as which objects it failed for.
      if (`${message} ${next}`.includes(':rest|')) continue
      for (const place of places) expect(Number(place), code).toBeLessThan(known.length)
    }
  })

  it('name objects, and show sizes, times and reasons as people read them', () => {
    expect(say('VM_BAD_POWER_STATE', [vm, 'halted', 'running'])).toBe(
      'web01 is running; this needs it to be halted.',
    )
    expect(say('OTHER_OPERATION_IN_PROGRESS', ['VM', vm, 'hard_shutdown', 'x'])).toBe(
      'web01 is busy: hard shutdown is under way.',
    )
    expect(say('HOST_NOT_ENOUGH_FREE_MEMORY', ['4294967296', '1073741824'])).toBe(
      'The host has too little free memory: 4 GiB is needed, 1 GiB is free.',
    )
    expect(say('VM_SHUTDOWN_TIMEOUT', [vm, '1200.'])).toBe(
      'web01 was asked to shut down but did not within 1200 seconds.',
    )
    expect(say('OPERATION_NOT_ALLOWED', ['Not now. '])).toBe('The pool does not allow this: Not now.')
    expect(say('OPERATION_BLOCKED', [vm, 'true'])).toBe('This operation is blocked on web01.')
    expect(say('CANNOT_EVACUATE_HOST', [`VM_REQUIRES_SR,${vm},OpaqueRef:other`])).toBe(
      'Not all VMs can be moved away from the host: VM_REQUIRES_SR,web01,an object that is gone.',
    )
    expect(say('NETWORK_CONTAINS_VIF', [`(${vm} OpaqueRef:other)`])).toBe(
      'VMs are connected to this network (web01, an object that is gone).',
    )
    expect(say('VM_IS_TEMPLATE', ['OpaqueRef:gone'])).toBe('The VM is a template.')
  })

  it('show what storage drivers and plug-ins say, wherever they say it', () => {
    expect(say('SR_BACKEND_FAILURE_46', ['', 'The VDI is not available [opterr=x]', ''])).toBe(
      'The storage refused: The VDI is not available [opterr=x].',
    )
    expect(say('SR_BACKEND_FAILURE_107', ['', '<?xml version="1.0"?><x/>', 'no LUN'])).toBe(
      'The storage refused: no LUN.',
    )
    expect(say('SR_BACKEND_FAILURE_1', [])).toBe('The storage refused.')
    expect(say('XENAPI_PLUGIN_FAILURE', ['1', 'Failure', ''])).toBe('A plug-in of the host failed: Failure.')
  })

  it('show a code that nobody knows, with names', () => {
    expect(say('OF_THE_FUTURE', [vm, 'x', 'OpaqueRef:gone'])).toBe(
      'The pool refused: OF_THE_FUTURE (web01, x, an object that is gone).',
    )
    expect(say('constructor', [])).toBe('The pool refused: constructor.')
  })
})

describe('the kinds of refusals', () => {
  it('tell what to do about one', () => {
    expect(
      [
        'VM_BAD_POWER_STATE',
        'VDI_IN_USE',
        'HANDLE_INVALID',
        'RBAC_PERMISSION_DENIED',
        'LICENCE_RESTRICTION',
        'HOST_OFFLINE',
        'INTERNAL_ERROR',
        'SR_BACKEND_FAILURE_47',
        'OF_THE_FUTURE',
      ].map(xapiErrorKind),
    ).toEqual([
      'refused',
      'conflict',
      'missing',
      'permission',
      'licence',
      'transport',
      'internal',
      'refused',
      'refused',
    ])
  })
})
