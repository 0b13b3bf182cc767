import { mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createSecretBox, installationSecret } from './secrets'

const folder = mkdtempSync(path.join(os.tmpdir(), 'domus-secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('secret box', () => {
  const box = createSecretBox('a secret that is long enough')

  it('gives back what was put in, and never shows it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (plain, about) => {
        const sealed = box.seal(plain, about)
        expect(box.open(sealed, about)).toBe(plain)
        if (plain.length > 8) expect(sealed).not.toContain(plain)
      }),
    )
  })

  it('does not open for another owner, another key, or after a change', () => {
    const sealed = box.seal('hunter2', 'connection a')
    expect(() => box.open(sealed, 'connection b')).toThrow()
    expect(() => createSecretBox('another secret of some length').open(sealed, 'connection a')).toThrow()
    const parts = sealed.split('.')
    const body = Buffer.from(parts[3] ?? '', 'base64url')
    body[0] = (body[0] ?? 0) ^ 1
    expect(() =>
      box.open([...parts.slice(0, 3), body.toString('base64url')].join('.'), 'connection a'),
    ).toThrow()
  })

  it('keeps the installation’s secret in a file only its owner can read', () => {
    const secret = installationSecret(folder, undefined)
    expect(secret).toHaveLength(64)
    expect(installationSecret(folder, undefined)).toBe(secret)
    expect(statSync(path.join(folder, 'secret-key')).mode & 0o777).toBe(0o600)
    expect(installationSecret(folder, 'given by the environment')).toBe('given by the environment')
  })
})
