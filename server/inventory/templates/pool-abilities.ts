import type { Store } from '../store'
import { isAtLeast } from '../versions'

/** What a pool's release lets VMs have. */
export interface Abilities {
  uefi: boolean
  secureBoot: boolean
  /** Null: the pool does not say. */
  secureBootReady: boolean | null
  vtpmObstacle: 'release' | 'licence' | null
  /** Whether guests may be given vCPUs while they run. */
  hotplug: boolean
}

/** The first releases of the platform with UEFI (XenServer 8.0) and Secure Boot (8.1), and of the toolstack with vTPMs. */
const firstUefi = [3, 0]
const firstSecureBoot = [3, 1]
const firstVtpm = [22, 26]

export function abilitiesOf(store: Store): Abilities {
  const [pool] = store.all('pool').values()
  const versions = (pool && store.get('host', pool.master)?.software_version) ?? {}
  const certificates = [pool?.uefi_certificates, pool?.custom_uefi_certificates]
  const secureBoot = isAtLeast(versions.platform_version, firstSecureBoot)
  return {
    hotplug: pool?.restrictions.restrict_set_vcpus_number_live !== 'true',
    uefi: isAtLeast(versions.platform_version, firstUefi),
    secureBoot,
    secureBootReady: secureBoot && pool ? certificates.some(text => text !== undefined && text !== '') : null,
    vtpmObstacle: !isAtLeast(versions.xapi, firstVtpm)
      ? 'release'
      : // What a licence does not name it does not include.
        pool?.restrictions.restrict_vtpm !== 'false'
        ? 'licence'
        : null,
  }
}
