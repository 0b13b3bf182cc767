import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readIso } from '@/server/testing/read-iso'
import { isoImage } from './iso-image'

const made = new Date('2026-11-23T22:30:15.250Z')

const fileName = fc.stringMatching(/^[a-z][a-z-]{0,10}(\.[a-z]{1,4})?$/)

test('whatever is written is read again, by the names it was given', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Za-z0-9_-]{1,16}$/),
      fc.dictionary(fileName, fc.uint8Array({ maxLength: 9000 }), { maxKeys: 8 }),
      (label, wanted) => {
        const files = Object.entries(wanted).map(([name, bytes]) => ({ name, bytes }))
        const image = isoImage(label, files, made)
        const { plain, joliet } = readIso(image)
        expect([plain.label, joliet.label]).toEqual([label, label])
        expect(image.length).toBe(plain.sectors * 2048)
        expect(joliet.sectors).toBe(plain.sectors)
        expect(new Set(joliet.files.keys())).toEqual(new Set(files.map(({ name }) => `${name};1`)))
        for (const { name, bytes } of files) {
          expect(joliet.files.get(`${name};1`)?.equals(bytes)).toBe(true)
          // As Linux does without Joliet: small letters, no version, no dot at the end.
          const small = [...plain.files].find(
            ([given]) => given.toLowerCase().replace(/;1$/, '').replace(/\.$/, '') === name,
          )
          expect(small?.[1].equals(bytes)).toBe(true)
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('what does not fit is refused', () => {
  expect(() => isoImage('a label that is too long', [], made)).toThrow(RangeError)
  const many = Array.from({ length: 60 }, (_, at) => ({ name: `file-${at}`, bytes: new Uint8Array(1) }))
  expect(() => isoImage('cidata', many, made)).toThrow(RangeError)
})
