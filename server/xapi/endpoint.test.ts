import { expect, it } from 'vitest'
import { AddressError, endpointText, parseEndpoint } from './endpoint'

it('understands what a person types', () => {
  const read = (text: string) => {
    const endpoint = parseEndpoint(text)
    return [endpoint.url, endpointText(endpoint)]
  }
  expect(read('xen1')).toEqual(['https://xen1', 'xen1:443'])
  expect(read(' Xen1.Example.COM ')).toEqual(['https://xen1.example.com', 'xen1.example.com:443'])
  expect(read('10.0.0.1:8443')).toEqual(['https://10.0.0.1:8443', '10.0.0.1:8443'])
  expect(read('https://xen1/')).toEqual(['https://xen1', 'xen1:443'])
  expect(read('http://xen1')).toEqual(['http://xen1', 'xen1:80'])
  expect(read('http://xen1:8080')).toEqual(['http://xen1:8080', 'xen1:8080'])
  expect(read('fe80::1')).toEqual(['https://[fe80::1]', '[fe80::1]:443'])
  expect(read('[FE80::1]:444')).toEqual(['https://[fe80::1]:444', '[fe80::1]:444'])
  expect(parseEndpoint('10.0.0.2', false).url).toBe('http://10.0.0.2')
  for (const [url] of [read('fe80::1'), read('http://xen1:8080')]) expect(read(String(url))[0]).toBe(url)
})

it('refuses what names no host', () => {
  const texts = [
    '',
    ' ',
    'a b',
    'ftp://x',
    'x:0',
    'x:99999',
    'x:y',
    '[::1',
    '[x]',
    'root@x',
    'https://',
    'x/path',
    '-x',
    '::g',
  ]
  for (const text of texts) expect(() => parseEndpoint(text), text).toThrow(AddressError)
})
