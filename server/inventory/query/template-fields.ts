import type { TemplateRow } from '../rows'
import { commonFields, type Fields } from './field'

/** The fields of templates, by the ids of their columns where there is one. */
export const templateFields: Fields<TemplateRow> = {
  ...commonFields<TemplateRow>('template'),
  kind: { sort: { text: row => row.kind }, groups: true, texts: ({ row }) => row.kind, bare: false },
  os: { sort: { text: row => row.family }, groups: true, texts: ({ row }) => row.family },
  firmware: {
    sort: { text: row => row.firmware },
    groups: true,
    texts: ({ row }) => row.firmware,
    words: true,
    bare: false,
  },
  home: { sort: { nameOf: row => row.home }, groups: true, names: row => row.home, bare: false },
  network: { names: row => row.networks, bare: false },
  storage: { names: (_, extra) => extra.storage, bare: false },
  disk: { texts: ({ extra }) => extra.disks, bare: false },
  vcpus: { sort: { number: row => row.vcpus }, number: row => row.vcpus },
  memory: { sort: { number: row => row.memory }, number: row => row.memory },
  disks: { sort: { number: row => row.diskBytes }, number: row => row.diskBytes },
}
