import { expect, test } from 'vitest'
import type { SrRow } from '@/server/api/types'
import { chooseStorage } from './choose-storage'

const sr = (id: string, of: Partial<SrRow>): SrRow => ({
  ...{ class: 'SR', id, pool: 'p', ref: '', uuid: id, name_label: id, name_description: '', tags: [] },
  ...{ allowed_operations: [], current_operations: {}, folder: '', fields: {}, type: 'lvm', host: null },
  ...{ content_type: 'user', shared: true, physicalSize: 100, physicalUsed: 0, virtualAllocation: 0 },
  ...{ vdis: 0, isDefault: false, hosts: 1, attached: 1, attachment: 'all' },
  ...of,
})
const wanted = sr('wanted', {})
const standard = sr('standard', { isDefault: true })
const small = sr('small', { physicalUsed: 95 })
const local = sr('local', { shared: false, host: 'p.one' })
const choose = (storage: SrRow[], home = '', size = 10) => chooseStorage(size, 'wanted', { storage, home })

test('a disk goes where the template wants it, else to the default storage, else where there is most room', () => {
  expect(choose([standard, wanted])).toEqual({ sr: 'wanted', moved: null })
  expect(choose([standard, small])).toEqual({ sr: 'standard', moved: null })
  expect(choose([small, local])).toEqual({ sr: 'local', moved: null })
  expect(choose([])).toEqual({ sr: null, moved: null })
})

test('it says why it is not where it was meant to be', () => {
  const full = sr('wanted', { physicalUsed: 95 })
  expect(choose([full, standard])).toEqual({ sr: 'standard', moved: 'room' })
  expect(choose([sr('wanted', { attachment: 'none' }), local])).toEqual({ sr: 'local', moved: 'attached' })
  expect(choose([sr('wanted', { host: 'p.one', shared: false }), standard], 'p.two')).toEqual({
    sr: 'standard',
    moved: 'home',
  })
  expect(choose([full])).toEqual({ sr: null, moved: null })
})
