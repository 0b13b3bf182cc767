import { expect, it } from 'vitest'
import { remembered } from '@/app/ui/remembered'
import { asKept, type KeptObject, noteOpened } from './kept-objects'

it('keeps what was opened last at the front, each object once, and no more than twenty', () => {
  const vm = (name: string): KeptObject => ({ class: 'VM', id: `p.${name}`, name })
  for (let at = 0; at < 25; at++) noteOpened(vm(`vm-${at}`))
  noteOpened({ class: 'host', id: 'p.host-1', name: 'host-1' })
  noteOpened(vm('vm-20'))
  const names = asKept(remembered('recent'))?.map(one => one.name)
  expect(names?.slice(0, 3)).toEqual(['vm-20', 'host-1', 'vm-24'])
  expect(names).toHaveLength(20)
  expect(new Set(names).size).toBe(20)
})

it('takes nothing for an object that is none', () => {
  expect(asKept('x')).toBeUndefined()
  expect(asKept([{ class: 'VM', id: 'p.1', name: 'a' }, { class: 'moon', id: 'p.2', name: 'b' }, 7])).toEqual(
    [{ class: 'VM', id: 'p.1', name: 'a' }],
  )
})
