import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import type { PoolCertificate } from '../details'
import { unlessNever } from '../project/times'
import type { Store } from '../store'

/** The certificates that a pool trusts, or with a host those it shows to others. Releases before 8.2 keep no records of them. */
export function certificatesOf(store: Store, host: Ref<'host'> | null): PoolCertificate[] {
  const found = [...store.all('Certificate').values()].filter(one =>
    host === null ? one.type === 'ca' : one.host === host && one.type !== 'ca',
  )
  return found.map(factsOf).sort((a, b) => a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name))
}

function factsOf(one: FollowedRecord<'Certificate'>): PoolCertificate {
  return {
    kind: one.type,
    name: one.name,
    from: unlessNever(one.not_before),
    until: unlessNever(one.not_after),
    // The one without a number in its name is SHA-256 too; newer releases fill both.
    sha256: one.fingerprint_sha256 || one.fingerprint,
  }
}
