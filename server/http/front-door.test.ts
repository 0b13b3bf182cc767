import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { callerAddress, redirectFor, sameOrigin, trustedProxies } from './front-door'

const request = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage

describe('the front door', () => {
  it('sends strangers to the sign-in page and remembers where they wanted to go', () => {
    expect(redirectFor('/', null)).toBe('/sign-in')
    expect(redirectFor('/vms/abc.1?tab=disks', null)).toBe('/sign-in?next=%2Fvms%2Fabc.1%3Ftab%3Ddisks')
    expect(redirectFor('/vms?_rsc=1x2', null)).toBe('/sign-in?next=%2Fvms')
    expect(redirectFor('/sign-in?next=/x', null)).toBeUndefined()
    expect(redirectFor('/change-password', null)).toBe('/sign-in?next=%2Fchange-password')
    expect(redirectFor('/_next/static/x.js', null)).toBeUndefined()
  })

  it('lets nobody past who has to choose a password first', () => {
    const secondFactor = 'not-needed'
    expect(redirectFor('/vms', { mustChangePassword: true, secondFactor })).toBe(
      '/change-password?next=%2Fvms',
    )
    expect(redirectFor('/change-password', { mustChangePassword: true, secondFactor })).toBeUndefined()
    expect(redirectFor('/vms', { mustChangePassword: false, secondFactor })).toBeUndefined()
  })

  it('asks for the second factor, then the password, then a second factor that is missing', () => {
    const owing = { mustChangePassword: true, secondFactor: 'to-give' } as const
    expect(redirectFor('/vms?a=b', owing)).toBe('/second-factor?next=%2Fvms%3Fa%3Db')
    expect(redirectFor('/second-factor/set-up', owing)).toBe('/second-factor')
    expect(redirectFor('/second-factor?next=%2Fvms', owing)).toBeUndefined()
    expect(redirectFor('/second-factor?next=%2Fvms', { ...owing, secondFactor: 'given' })).toBe(
      '/change-password?next=%2Fvms',
    )
    const missing = { mustChangePassword: false, secondFactor: 'to-set-up' } as const
    expect(redirectFor('/vms', missing)).toBe('/second-factor/set-up?next=%2Fvms')
    expect(redirectFor('/second-factor/set-up?next=%2Fvms', missing)).toBeUndefined()
    expect(redirectFor('/vms', { ...missing, secondFactor: 'given' })).toBeUndefined()
  })

  it('tells pages of ours from others', () => {
    expect(sameOrigin(request({ host: 'domus:3000', origin: 'http://domus:3000' }), undefined)).toBe(true)
    expect(sameOrigin(request({ host: 'domus:3000', origin: 'http://evil.example' }), undefined)).toBe(false)
    expect(sameOrigin(request({ host: 'domus:3000', origin: 'null' }), undefined)).toBe(false)
    expect(sameOrigin(request({ host: 'domus:3000', 'sec-fetch-site': 'cross-site' }), undefined)).toBe(false)
    expect(
      sameOrigin(request({ host: 'inner:3000', origin: 'https://domus.example' }), 'https://domus.example/'),
    ).toBe(true)
    expect(sameOrigin(request({ host: 'domus:3000' }), undefined)).toBe(true)
  })

  it('takes a trusted proxy’s word for who calls, and nobody else’s', () => {
    const from = (remoteAddress: string, forwarded?: string) =>
      ({
        headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
        socket: { remoteAddress },
      }) as unknown as IncomingMessage
    const none = trustedProxies([])
    const some = trustedProxies(['10.0.0.2', '172.16.0.0/12', 'fd00::/8'])
    expect(callerAddress(from('::ffff:10.0.0.2', '198.51.100.7'), none)).toBe('10.0.0.2')
    expect(callerAddress(from('::ffff:10.0.0.2', '198.51.100.7'), some)).toBe('198.51.100.7')
    expect(callerAddress(from('203.0.113.9', '198.51.100.7'), some)).toBe('203.0.113.9')
    expect(callerAddress(from('10.0.0.2', '1.2.3.4, 198.51.100.7, 172.20.0.5'), some)).toBe('198.51.100.7')
    expect(callerAddress(from('fd00::1', '2001:db8::7'), some)).toBe('2001:db8::7')
    expect(callerAddress(from('10.0.0.2', 'unknown'), some)).toBe('10.0.0.2')
    expect(callerAddress(from('10.0.0.2'), some)).toBe('10.0.0.2')
  })
})
