import type { Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import type { Pool } from '../pool'

type Owner = 'VM' | 'SR' | 'host' | 'pool' | 'network'

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
  const blob = pool.db.create('blob', {
    name_label: '',
    mime_type: mime_type === '' ? 'application/octet-stream' : mime_type,
    public: isPublic,
    last_updated: isoTime(0),
  })
  pool.db.update<Owner>(cls, ref, { blobs: { ...blobs, [name]: blob } })
  return blob
}

function blobsOf(pool: Pool, cls: Owner, ref: string): { readonly [name: string]: Ref<'blob'> } {
  return pool.db.get<Owner>(cls, ref).blobs
}
