import { describe, expect, it } from 'vitest'
import type { KeptObject } from '@/app/lib/kept-objects'
import type { VmRow } from '@/server/api/types'
import { actionsFor } from '@/server/catalogue/catalogue'
import { matchesWords, type PaletteItem, paletteGroups } from './palette-items'
import { palettePages } from './palette-pages'

const row: VmRow = {
  class: 'VM',
  id: 'p.web-01',
  pool: 'p',
  ref: 'OpaqueRef:1',
  uuid: 'web-01',
  name_label: 'web-01',
  name_description: '',
  allowed_operations: [],
  current_operations: {},
  blocked_operations: {},
  tags: [],
  folder: '',
  fields: {},
  appliance: null,
  snapshotSchedule: null,
  power_state: 'Running',
  host: null,
  home: null,
  vcpus: 2,
  memory: 4,
  disks: 1,
  diskBytes: 20,
  networks: [],
  addresses: [],
  os: '',
  family: 'linux',
  tools: 'installed',
  startTime: null,
  isHvm: true,
  consoles: ['screen'],
  trouble: null,
  protected: false,
  ha: false,
}
const actions = actionsFor('VM').map(
  (action): Extract<PaletteItem, { kind: 'action' }> => ({
    key: action.id,
    kind: 'action',
    action,
    row,
    reason: action.id === 'vm.start' ? 'It runs.' : undefined,
  }),
)
const kept = (name: string): KeptObject => ({ class: 'VM', id: `p.${name}`, name })
const sources = {
  typed: '',
  subject: 'web-01',
  actions,
  favourites: [kept('db-01')],
  recent: [kept('db-01'), kept('app-01')],
  pages: palettePages,
  found: [row],
}
const labels = (groups: ReturnType<typeof paletteGroups>) => groups.map(group => group.label)

describe('the palette', () => {
  it('offers what can be done with the object at hand, then what is marked and was opened, each once', () => {
    const groups = paletteGroups({ ...sources, found: [] })
    expect(labels(groups)).toEqual(['Actions on web-01', 'Favourites', 'Opened lately', 'Pages'])
    expect(groups[2]?.items.map(item => item.key)).toEqual(['recent p.app-01'])
  })

  it('puts what cannot be done now behind what can, and keeps it', () => {
    const [first] = paletteGroups(sources)
    expect(first?.items).toHaveLength(actions.length)
    expect(first?.items.at(-1)?.key).toBe('vm.start')
  })

  it('finds actions and pages by the beginnings of words, also by what others call them', () => {
    const groups = paletteGroups({ ...sources, typed: 'sh do', found: [] })
    expect(groups.map(group => group.items.map(item => item.key))).toEqual([
      ['vm.shutDown', 'vm.forceShutDown'],
    ])
    const dark = paletteGroups({ ...sources, typed: 'dark', found: [] })
    expect(dark.flatMap(group => group.items.map(item => item.key))).toEqual(['page /settings/preferences'])
  })

  it('matches nothing inside of words', () => {
    expect(matchesWords('Force shut down', 'hut')).toBe(false)
    expect(matchesWords('Force shut down', 'DOWN for')).toBe(true)
  })
})
