import { describe, expect, it } from 'vitest'
import { Iso9660, type Readable } from './iso9660'
import { readUpdate } from './package'
import { testUpdate } from './test-image'

/** Beyond the image a disk goes on with nothing. */
function disk(image: Buffer): Readable {
  return {
    read: (at, length) => {
      const bytes = Buffer.alloc(length)
      image.copy(bytes, 0, at, Math.min(at + length, image.length))
      return bytes
    },
  }
}

describe('a CD image', () => {
  it('has files at its top and in folders, by their long names, whatever their case', () => {
    const image = Iso9660.of(disk(testUpdate()))
    expect(image?.file('README')?.toString()).toBe('x'.repeat(5000))
    expect(image?.file('repodata/RepoMD.xml')?.toString()).toBe('repomd.xml')
    expect(image?.file('repodata')).toBeUndefined()
    expect(image?.file('nosuch/repomd.xml')).toBeUndefined()
    expect(image?.file('README/x')).toBeUndefined()
  })

  it('is none without its mark, and ends where its directory is cut off', () => {
    expect(Iso9660.of(disk(Buffer.alloc(100_000)))).toBeUndefined()
    const image = testUpdate()
    image.fill(255, 17 * 2048)
    expect(Iso9660.of(disk(image))?.file('update.xml')).toBeUndefined()
  })
})

describe('an update', () => {
  it('says what it is', () => {
    expect(readUpdate(disk(testUpdate()))).toEqual({
      uuid: '11111111-2222-4333-8444-555555555555',
      name_label: 'CH82',
      name_description: 'Mends & improves',
      version: '1.0',
      installation_size: 4096,
      key: 'RPM-GPG-KEY',
      after_apply_guidance: ['restartHost', 'restartXAPI'],
      enforce_homogeneity: true,
    })
  })

  it.each([
    ['on a disk that has no files', Buffer.alloc(100_000), 'Please upload a valid package.'],
    [
      'without description',
      testUpdate(['update.xml']),
      'missing update document (update.xml) in the package.',
    ],
    ['without signature', testUpdate(['update.xml.asc']), 'Invalid signature'],
    ['without the signature of its index', testUpdate(['repomd.xml.asc']), 'Invalid signature'],
    ['that is something else', testUpdate([], '<patch/>'), 'missing <update> in update.xml'],
    ['without uuid', testUpdate([], '<update version="1"/>'), 'missing <uuid> in update.xml'],
    [
      'without text',
      testUpdate([], '<update uuid="u" name-label="n" version="1"></update>'),
      'missing <name-description> in update.xml',
    ],
  ])('is refused %s', (_, image, reason) => {
    expect(() => readUpdate(disk(image))).toThrow(`INVALID_UPDATE ${reason}`)
  })

  it('asks for nothing afterwards when one word of what it asks for means nothing', () => {
    const odd = '<update uuid="u" name-label="n" version="1" after-apply-guidance="restartHost,dance">'
    const xml = `${odd}<name-description>d</name-description></update>`
    expect(readUpdate(disk(testUpdate([], xml))).after_apply_guidance).toEqual([])
  })
})
