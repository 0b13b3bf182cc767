import type { Related } from './query'
import type { QueryKind } from './query-keys'
import type { Match } from './terms'
import type { XmlElement } from './xml-tree'

/** What XenCenter calls in the XML of its searches what we find under our keys. */

export const element = (
  name: string,
  attributes: Record<string, string> = {},
  children: XmlElement[] = [],
): XmlElement => ({ name, attributes, children })

/** A part of what a search of XenCenter's goes over. */
export interface ScopeName {
  name: string
  /** The condition that says the same here. */
  only?: string
  /** It says nothing here: what XenCenter knows of a server that it is not connected to. */
  always?: true
}
export const scopes: Readonly<Record<QueryKind, readonly ScopeName[]>> = {
  vm: [{ name: 'VM' }],
  host: [{ name: 'Server' }, { name: 'DisconnectedServer', always: true }],
  pool: [{ name: 'Pool' }],
  network: [{ name: 'Network' }],
  storage: [
    { name: 'RemoteSR', only: 'shared:yes' },
    { name: 'LocalSR', only: 'shared:no' },
  ],
  disk: [{ name: 'VDI' }],
  snapshot: [{ name: 'Snapshot' }],
  template: [
    { name: 'UserTemplate', only: 'kind:custom' },
    { name: 'DefaultTemplate', only: 'kind:default' },
  ],
}

export const groups = { And: 'all', Or: 'any', Nor: 'none' } as const
export const matches: Record<string, Match> = {
  contains: 'contains',
  notcontain: 'contains',
  exactmatch: 'is',
  startswith: 'starts',
  endswith: 'ends',
}
export const texts: Record<string, string> = { label: 'name', description: 'description', uuid: 'uuid' }
export const related: Record<string, Related> = {
  host: 'host',
  pool: 'pool',
  networks: 'network',
  storage: 'storage',
  vm: 'vm',
}
/** What belongs to an object and has no conditions of its own here but its name. */
export const named: Record<string, string> = { appliance: 'vapp', disks: 'disk' }
export const folders: Record<string, string> = { folder: 'folder', folders: 'infolder' }
export const days = ['today', 'yesterday', 'thisweek', 'lastweek']
export const dayWords = ['today', 'yesterday', 'this-week', 'last-week']
export const daySigns: Record<string, string> = { before: '<=', after: '>=', exact: '' }
export const numberSigns: Record<string, string> = { gt: '>', lt: '<', exactmatch: '' }
export const states = ['Running', 'Halted', 'Paused', 'Suspended']
export const priorities: Record<string, string> = {
  Restart: 'restart',
  BestEffort: 'best-effort',
  DoNotRestart: 'do-not-restart',
}
export const yesNoKeys: Record<string, string> = {
  shared: 'shared',
  ha_enabled: 'ha',
  isNotFullyUpgraded: 'partly-upgraded',
  read_caching_enabled: 'read-caching',
}
export const hasKeys: Record<string, string> = { in_any_appliance: 'vapp', has_custom_fields: 'field' }
export const keyOf = (map: Readonly<Record<string, string>>, value: string) =>
  Object.keys(map).find(key => map[key] === value)
