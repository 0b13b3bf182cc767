import { expect, test } from 'vitest'
import { rdpAddress } from './remote-desktop'

test('the address of a Remote Desktop file is IPv4 before IPv6, and nothing else', () => {
  expect(rdpAddress(['fe80::1', '10.0.0.7'])).toBe('10.0.0.7')
  expect(rdpAddress(['fe80::1'])).toBe('fe80::1')
  expect(rdpAddress(['10.0.0.7\r\nalternate shell:s:evil.exe', 'evil'])).toBeUndefined()
  expect(rdpAddress([])).toBeUndefined()
})
