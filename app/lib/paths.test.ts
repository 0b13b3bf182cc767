import { describe, expect, it } from 'vitest'
import { paths, safeNext } from './paths'

describe('safeNext', () => {
  it.each([
    [null, '/'],
    ['', '/'],
    ['/vms/p.u?tab=1#x', '/vms/p.u?tab=1#x'],
    ['//evil.example/vms', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/\t/evil.example', '/'],
    ['/sign-in?next=/', '/'],
    ['/api/auth/signout', '/'],
  ])('%s leads to %s', (next, path) => expect(safeNext(next)).toBe(path))
})

it('keeps the way back through signing in', () => {
  const url = new URL(paths.signIn('/audit?user=ada&from=1'), 'http://here')
  expect(safeNext(url.searchParams.get('next'))).toBe('/audit?user=ada&from=1')
})
