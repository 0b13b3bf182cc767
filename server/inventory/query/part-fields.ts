import type { SnapshotRow, VdiRow } from '../rows'
import { commonFields, type Fields } from './field'

/** The fields of disks, by the ids of their columns where there is one. */
export const vdiFields: Fields<VdiRow> = {
  ...commonFields<VdiRow>('disk', 'vdi'),
  kind: { sort: { text: row => row.kind }, groups: true, texts: ({ row }) => row.kind, bare: false },
  use: { sort: { text: row => row.type }, groups: true, texts: ({ row }) => row.type, bare: false },
  size: { sort: { number: row => row.size }, number: row => row.size },
  used: { sort: { number: row => row.used }, number: row => row.used },
  storage: { sort: { nameOf: row => row.sr }, groups: true, names: row => row.sr },
  vm: {
    sort: { text: row => row.users[0]?.name ?? null },
    groups: row => row.users.map(({ name }) => name),
    texts: ({ row }) => row.users.map(({ name }) => name),
  },
  attached: {
    sort: { text: row => (row.users.length > 0 ? 'yes' : 'no') },
    groups: true,
    texts: ({ row }) => (row.users.length > 0 ? 'yes' : 'no'),
    words: true,
    bare: false,
  },
  shareable: { texts: ({ row }) => (row.shareable ? 'yes' : 'no'), words: true, bare: false },
  missing: { texts: ({ row }) => (row.missing ? 'yes' : 'no'), words: true, bare: false },
}

/** The fields of snapshots, likewise. */
export const snapshotFields: Fields<SnapshotRow> = {
  ...commonFields<SnapshotRow>('snapshot'),
  vm: {
    sort: { text: row => row.vm?.name ?? null },
    groups: true,
    texts: ({ row }) => row.vm?.name ?? '',
  },
  kind: { sort: { text: row => row.kind }, groups: true, texts: ({ row }) => row.kind, bare: false },
  taken: { sort: { text: row => row.time }, moment: row => row.time },
  scheduled: {
    sort: { text: row => (row.scheduled ? 'yes' : 'no') },
    groups: true,
    texts: ({ row }) => (row.scheduled ? 'yes' : 'no'),
    words: true,
    bare: false,
  },
  disks: { sort: { number: row => row.disks }, number: row => row.disks },
  size: { sort: { number: row => row.size }, number: row => row.size },
  used: { sort: { number: row => row.used }, number: row => row.used },
  storage: { names: row => row.storage },
}
