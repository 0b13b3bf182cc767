import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { redirectFor, sameOrigin } from './front-door'

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
    expect(redirectFor('/vms', { mustChangePassword: true })).toBe('/change-password?next=%2Fvms')
    expect(redirectFor('/change-password', { mustChangePassword: true })).toBeUndefined()
    expect(redirectFor('/vms', { mustChangePassword: false })).toBeUndefined()
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
})
