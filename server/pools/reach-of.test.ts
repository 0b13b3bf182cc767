import { expect, it } from 'vitest'
import { readEnv } from '@/server/env'
import { reachOf } from './reach-of'

const reach = (given: Record<string, string>) => reachOf(readEnv(given))

it('leaves the loopback open only where nobody comes from elsewhere', () => {
  expect(reach({}).loopback).toBe(true)
  for (const HOST of ['127.0.0.1', '127.0.0.2', '::1', 'localhost'])
    expect(reach({ HOST }).loopback).toBe(true)
  for (const HOST of ['0.0.0.0', '::', '10.0.0.1', 'domus']) expect(reach({ HOST }).loopback).toBe(false)
  expect(reach({ PUBLIC_URL: 'https://domus.example.org' }).loopback).toBe(false)
  expect(reach({ TRUSTED_PROXIES: '127.0.0.1' }).loopback).toBe(false)
})

it('keeps the demo pool, and what was allowed', () => {
  const DEMO_POOL = JSON.stringify({ url: 'https://127.0.0.1:8443', username: 'root', password: 'x' })
  const { places, allowed } = reach({ HOST: '0.0.0.0', DEMO_POOL, POOL_NETWORKS: '169.254.7.0/24, fd00::1' })
  expect(places).toMatchObject([{ host: '127.0.0.1', port: 8443 }])
  expect(allowed).toEqual(['169.254.7.0/24', 'fd00::1'])
  expect(() => reach({ POOL_NETWORKS: 'somewhere' })).toThrow('addresses and networks only')
})
