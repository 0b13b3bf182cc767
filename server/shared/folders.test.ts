import { describe, expect, it } from 'vitest'
import {
  allFolders,
  folderNames,
  formatEmptyFolders,
  isWithinFolder,
  parentFolder,
  parseEmptyFolders,
  refiled,
  tidyFolder,
  typedFolders,
  whyNotBelow,
} from './folders'

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

const names = ['Web', 'Web2', 'a b', 'Ä', 'x']
function randomPath(random: Generator<number>): string {
  const depth = Math.floor(random.next().value * 4)
  return Array.from(
    { length: depth },
    () => `/${names[Math.floor(random.next().value * names.length)]}`,
  ).join('')
}

describe('paths', () => {
  it.each([
    ['/Web/Front', '/Web/Front'],
    ['Web/Front/', '/Web/Front'],
    [' / Web //Front ', '/Web/Front'],
    ['/', ''],
    ['', ''],
  ])('writes %j as %j', (typed, path) => {
    expect(tidyFolder(typed)).toBe(path)
  })

  it('takes several between semicolons, below a folder, each once', () => {
    expect(typedFolders('Front; Back/Old ;; Front', '/Web')).toEqual(['/Web/Front', '/Web/Back/Old'])
  })

  it('does not take a longer name for something below', () => {
    expect(isWithinFolder('/Web2', '/Web')).toBe(false)
    expect(isWithinFolder('/Web/2', '/Web')).toBe(true)
  })

  it('reads what a pool keeps, as XenCenter wrote it', () => {
    expect(parseEmptyFolders('/b;;/a;stray;/b')).toEqual(['/a', '/b'])
    expect(parseEmptyFolders(undefined)).toEqual([])
    expect(formatEmptyFolders(['/b', '/a', '/b'])).toBe('/a;/b')
  })

  it('says why a folder can’t go somewhere', () => {
    expect(whyNotBelow('/Web', '/Web/Front')).toContain('into itself')
    expect(whyNotBelow('/Web', '/Web')).toContain('into itself')
    expect(whyNotBelow('/Web/Front', '/Web')).toContain('already')
    expect(whyNotBelow('/Web', '/Web2')).toBeUndefined()
  })
})

describe('whatever folders there are', () => {
  const random = numbers(7)
  const cases = Array.from({ length: 300 }, () => ({
    paths: Array.from({ length: 6 }, () => randomPath(random)),
    from: randomPath(random),
    to: randomPath(random),
  }))

  it('those above one are there too, and none besides', () => {
    for (const { paths } of cases) {
      const all = allFolders(paths)
      expect(new Set(all).size).toBe(all.length)
      for (const path of all) {
        const above = parentFolder(path)
        expect(above === '' || all.includes(above)).toBe(true)
        expect(paths.some(one => isWithinFolder(one, path))).toBe(true)
      }
      for (const path of paths) expect(path === '' || all.includes(path)).toBe(true)
    }
  })

  it('a renamed folder takes along all that lies within, and nothing else', () => {
    for (const { paths, from, to } of cases) {
      if (from === '' || isWithinFolder(to, from)) continue
      for (const path of paths) {
        const after = refiled(path, from, to)
        if (!isWithinFolder(path, from)) expect(after).toBe(path)
        else if (to === '') expect(after).toBe('')
        else {
          expect(isWithinFolder(after, to)).toBe(true)
          expect(folderNames(after).length - folderNames(to).length).toBe(
            folderNames(path).length - folderNames(from).length,
          )
        }
        expect(tidyFolder(after)).toBe(after)
      }
    }
  })

  it('a rename to a name nobody has is undone by the rename back', () => {
    for (const { paths, from } of cases) {
      if (from === '') continue
      const fresh = `${parentFolder(from)}/Never`
      for (const path of paths) expect(refiled(refiled(path, from, fresh), fresh, from)).toBe(path)
    }
  })

  it('what a pool keeps reads as it was written', () => {
    for (const { paths } of cases) {
      const kept = [...new Set(paths.filter(path => path !== ''))].sort()
      expect(parseEmptyFolders(formatEmptyFolders(kept))).toEqual(kept)
    }
  })
})
