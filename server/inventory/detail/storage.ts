import type { Ref } from '@/server/xapi/model/records'
import type { SrDetail } from '../details'
import { projectSr } from '../project/sr'
import { named, type View } from '../project/view'

/** What a storage repository's page shows beside its row; null where there is none. */
export function srDetail(view: View, ref: Ref<'SR'>): SrDetail | null {
  const sr = view.store.get('SR', ref)
  const row = projectSr(view, ref)
  if (sr === undefined || row === undefined) return null
  const links = [...view.store.recordsAt('PBD', 'SR', ref)].map(([, link]) => ({
    host: named(view, 'host', link.host),
    attached: link.currently_attached,
    paths: pathsIn(link.other_config),
  }))
  links.sort((a, b) => byName.compare(a.host?.name ?? '', b.host?.name ?? ''))
  return {
    row,
    scsiIds: scsiIdsIn(sr.sm_config.devserial),
    multipathable: sr.sm_config.multipathable === 'true',
    links,
    otherConfig: sr.other_config,
  }
}
const byName = new Intl.Collator('en', { numeric: true })

/** "scsi-36001405…,scsi-36001406…" */
function scsiIdsIn(devserial: string | undefined): string[] {
  return (devserial ?? '')
    .split(',')
    .map(one => one.trim().replace(/^scsi-/, ''))
    .filter(one => one !== '')
}

/** The storage manager writes of each LUN how many of its paths are up, and how many there were: "mpath-36001405…" → "[3, 4]". */
function pathsIn(config: Readonly<Record<string, string>>): SrDetail['links'][number]['paths'] {
  if (config.multipathed !== 'true') return []
  return Object.entries(config).flatMap(([key, value]) => {
    const [, lun] = /^mpath-(.+)$/.exec(key) ?? []
    const [, up, all] = /^\[\s*(\d+)\s*,\s*(\d+)/.exec(value) ?? []
    return lun === undefined || up === undefined ? [] : [{ lun, up: Number(up), all: Number(all) }]
  })
}
