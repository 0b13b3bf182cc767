import { expect, describe as group, it } from 'vitest'
import { z } from 'zod'
import { PoolSilentError } from '@/server/inventory/guarded'
import { appErrorCodes } from '@/server/shared/app-error'
import { xapiErrorKind, xapiErrors } from '@/server/shared/xapi-sentences'
import { CertificateError, TransportError, type TransportKind, XapiError } from '@/server/xapi/errors'
import facts from '@/server/xapi/model/facts.json'
import { appError, describe } from './errors'

const vm = 'OpaqueRef:11111111-2222-3333-4444-555555555555'
const nameOf = (ref: string) => (ref === vm ? 'web01' : undefined)
const codeOf = (code: string, params: string[] = []) => describe(new XapiError(code, params)).code

group('a refusal of the pool', () => {
  it('is told by its kind, with names and a next step', () => {
    const error = new XapiError('VM_BAD_POWER_STATE', [vm, 'halted', 'running'], 'VM.start', 'xen1:443')
    expect(describe(error, nameOf)).toEqual({
      code: 'refused',
      message: 'web01 is running; this needs it to be halted.',
      next: 'Its state has changed in the meantime. Look again and choose what fits.',
      xapi: {
        code: 'VM_BAD_POWER_STATE',
        params: [vm, 'halted', 'running'],
        call: 'VM.start',
        host: 'xen1:443',
      },
    })
    expect(
      [
        'VDI_IN_USE',
        'HANDLE_INVALID',
        'RBAC_PERMISSION_DENIED',
        'LICENCE_RESTRICTION',
        'HOST_OFFLINE',
        'INTERNAL_ERROR',
        'OF_THE_FUTURE',
      ].map(code => codeOf(code)),
    ).toEqual([
      'conflict',
      'not-found',
      'not-allowed',
      'not-licensed',
      'peer-unreachable',
      'pool-failed',
      'refused',
    ])
  })

  it('has a code, a sentence and a next step whatever XAPI answers', () => {
    const given = [...Object.keys(facts.errors), ...facts.undeclaredErrors, ...Object.keys(xapiErrors), 'NEW']
    const kinds = new Map<string, Set<string>>()
    for (const code of given) {
      const shape = describe(new XapiError(code, [vm, 'x']), nameOf)
      expect(appErrorCodes, code).toContain(shape.code)
      // An error of the pool is none of ours.
      expect(shape.code, code).not.toBe('internal')
      expect(shape.message, code).not.toBe('')
      expect(shape.next, code).toMatch(/\.$/)
      const kind = xapiErrorKind(code)
      kinds.set(kind, (kinds.get(kind) ?? new Set()).add(shape.code))
    }
    expect([...kinds.keys()].sort()).toEqual([
      'conflict',
      'internal',
      'licence',
      'missing',
      'permission',
      'refused',
      'transport',
    ])
  })

  it('of a login or of something cancelled is told apart from other refusals', () => {
    expect(codeOf('SESSION_AUTHENTICATION_FAILED', ['root', 'x'])).toBe('pool-login-failed')
    expect(codeOf('SESSION_AUTHORIZATION_FAILED', ['root', 'x'])).toBe('pool-login-failed')
    expect(codeOf('TASK_CANCELLED', ['OpaqueRef:t'])).toBe('cancelled')
  })

  it('never shows the reference of a session', () => {
    const session = 'OpaqueRef:99999999-2222-3333-4444-555555555555'
    for (const [code, params] of [
      ['SESSION_INVALID', [session]],
      ['SESSION_NOT_REGISTERED', [`trackid=${session}`]],
      ['HANDLE_INVALID', ['session', session]],
    ] as const)
      expect(JSON.stringify(describe(new XapiError(code, params))), code).not.toContain(session)
  })
})

group('an answer that was not had', () => {
  it('is told by what was wrong with the connection', () => {
    const codes: [TransportKind, string][] = [
      ['refused', 'pool-unreachable'],
      ['dns', 'pool-unreachable'],
      ['timeout', 'pool-unreachable'],
      ['tls', 'pool-unreachable'],
      ['closed', 'pool-unreachable'],
      ['http-status', 'pool-unsupported'],
      ['bad-answer', 'pool-unsupported'],
      ['cancelled', 'cancelled'],
    ]
    for (const [kind, code] of codes) expect(describe(new TransportError(kind, 'xen1:443')).code).toBe(code)
    expect(describe(new PoolSilentError(30))).toMatchObject({ code: 'pool-unreachable' })
  })

  it('shows a certificate that a person has to look at', () => {
    const met = {
      sha256: 'AA',
      subject: 'CN=a',
      issuer: 'CN=a',
      validFrom: '2026-01-01T00:00:00Z',
      validTo: '2027-01-01T00:00:00Z',
      selfSigned: true,
    }
    const endpoint = { tls: true, host: 'xen1', port: 443, url: 'https://xen1' }
    expect(describe(new CertificateError('unknown', endpoint, met))).toMatchObject({
      code: 'certificate-unknown',
      certificate: met,
    })
    expect(describe(new CertificateError('changed', endpoint, met, 'BB'))).toMatchObject({
      code: 'certificate-changed',
      certificate: met,
      pinned: 'BB',
    })
  })
})

group('what went wrong here', () => {
  it('names the field of an input', () => {
    const { error } = z.object({ name: z.string().min(1, 'A name is needed.') }).safeParse({ name: '' })
    expect(describe(error)).toEqual({ code: 'bad-input', message: 'A name is needed.', field: 'name' })
  })

  it('is said as it was meant, or not at all', () => {
    expect(describe(appError('not-found', 'This is gone.', { next: 'Look again.' }))).toEqual({
      code: 'not-found',
      message: 'This is gone.',
      next: 'Look again.',
    })
    const unforeseen = describe(new Error('password=hunter2'))
    expect(unforeseen.code).toBe('internal')
    expect(JSON.stringify(unforeseen)).not.toContain('hunter2')
  })
})
