import type { Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import type { Handlers } from './types'

const owners = ['VM', 'SR', 'host', 'pool', 'network'] as const
type Owner = (typeof owners)[number]

/** A named place for bytes at an object. */
export function createBlob(
  pool: Pool,
  cls: Owner,
  ref: string,
  name: string,
  mime_type: string,
  isPublic: boolean,
): Ref<'blob'> {
  const blobs = blobsOf(pool, cls, ref)
  if (blobs[name] !== undefined) throw new Failure('MAP_DUPLICATE_KEY', cls, 'blobs', ref, name)
  const blob = freeBlob(pool, mime_type, isPublic)
  pool.db.update<Owner>(cls, ref, { blobs: { ...blobs, [name]: blob } })
  return blob
}

function freeBlob(pool: Pool, mime_type: string, isPublic: boolean): Ref<'blob'> {
  return pool.db.create('blob', {
    name_label: '',
    mime_type: mime_type === '' ? 'application/octet-stream' : mime_type,
    public: isPublic,
    last_updated: isoTime(0),
  })
}

function blobsOf(pool: Pool, cls: Owner, ref: string): { readonly [name: string]: Ref<'blob'> } {
  return pool.db.get<Owner>(cls, ref).blobs
}

export const blob: Handlers<'blob'> = {
  create: ({ pool }, mime_type, isPublic) => freeBlob(pool, mime_type, isPublic ?? false),
  destroy: ({ pool }, ref) => {
    pool.db.get('blob', ref)
    // Hosts and pools go on naming what is gone.
    for (const cls of ['VM', 'SR', 'network'] as const) {
      for (const [owner] of [...pool.db.all<Owner>(cls)]) {
        const kept = Object.entries(blobsOf(pool, cls, owner)).filter(([, one]) => one !== ref)
        pool.db.update<Owner>(cls, owner, { blobs: Object.fromEntries(kept) })
      }
    }
    pool.db.destroy('blob', ref)
  },
}
