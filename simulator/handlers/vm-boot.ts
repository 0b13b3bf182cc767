import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { genericBios } from '../lifecycle/start'
import type { Pool } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import { plainSetter } from './generic'
import { asHandlers, type Handlers } from './types'

const LONGEST_BIOS_STRING = 512
/** Keys a client may give; the rest of what a host has belongs to the host. */
const settable = [
  'bios-vendor',
  'bios-version',
  'system-manufacturer',
  'system-product-name',
  'system-version',
  'system-serial-number',
  'enclosure-asset-tag',
  'baseboard-manufacturer',
  'baseboard-product-name',
  'baseboard-version',
  'baseboard-serial-number',
  'baseboard-asset-tag',
  'baseboard-location-in-chassis',
]
const NEEDS_PLATFORM_VERSION = 2

function assertNoBiosStrings(pool: Pool, ref: Ref<'VM'>): void {
  if (Object.keys(pool.db.get('VM', ref).bios_strings).length > 0)
    throw new Failure('VM_BIOS_STRINGS_ALREADY_SET')
}

/** How a VM boots follows from its kind of domain, and the other way round. */
function setBootPolicy(pool: Pool, ref: Ref<'VM'>, HVM_boot_policy: string): void {
  const hvm = HVM_boot_policy !== ''
  pool.db.update('VM', ref, { HVM_boot_policy, domain_type: hvm ? 'hvm' : 'pv' })
}

const own: Handlers<'VM'> = {
  set_HVM_boot_policy: ({ pool }, ref, policy) => {
    pool.db.get('VM', ref)
    if (policy !== '' && policy !== 'BIOS order')
      throw new Failure('INVALID_VALUE', 'HVM_boot_policy', policy)
    setBootPolicy(pool, ref, policy)
  },
  set_domain_type: ({ pool }, ref, type) => {
    pool.db.get('VM', ref)
    if (type === 'unspecified') throw new Failure('INVALID_VALUE', 'domain_type', type)
    pool.db.update('VM', ref, {
      domain_type: type,
      HVM_boot_policy: type === 'hvm' ? 'BIOS order' : '',
    })
  },
  set_has_vendor_device: ({ pool }, ref, has_vendor_device) => {
    assertVmOperation(pool.db, ref, 'changing_NVRAM')
    const { hardware_platform_version } = pool.db.get('VM', ref)
    pool.db.update('VM', ref, {
      has_vendor_device,
      ...(has_vendor_device && {
        hardware_platform_version: Math.max(NEEDS_PLATFORM_VERSION, hardware_platform_version),
      }),
    })
  },
  copy_bios_strings: ({ pool }, ref, host) => {
    assertNoBiosStrings(pool, ref)
    const { bios_strings } = pool.db.get('host', host)
    pool.db.update('VM', ref, { bios_strings, affinity: host })
  },
  set_bios_strings: ({ pool }, ref, strings) => {
    for (const [key, value] of Object.entries(strings)) {
      if (!settable.includes(key)) throw new Failure('INVALID_VALUE', key, 'Unknown key')
      if (value === '') throw new Failure('INVALID_VALUE', key, 'Value provided is empty')
      if (value.length > LONGEST_BIOS_STRING)
        throw new Failure(
          'INVALID_VALUE',
          key,
          `${value} has length more than ${LONGEST_BIOS_STRING} characters`,
        )
      if (/[^\x20-\x7e]/.test(value))
        throw new Failure('INVALID_VALUE', key, `${value} has non-printable ASCII characters`)
    }
    assertNoBiosStrings(pool, ref)
    pool.db.update('VM', ref, { bios_strings: { ...genericBios, ...strings } })
  },
  set_NVRAM: ({ pool }, ref, NVRAM) => {
    assertVmOperation(pool.db, ref, 'changing_NVRAM')
    pool.db.update('VM', ref, { NVRAM })
  },
  add_to_NVRAM: ({ pool }, ref, key, value) => {
    assertVmOperation(pool.db, ref, 'changing_NVRAM')
    const { NVRAM } = pool.db.get('VM', ref)
    if (Object.hasOwn(NVRAM, key)) throw new Failure('MAP_DUPLICATE_KEY', 'VM', 'NVRAM', ref, key)
    pool.db.update('VM', ref, { NVRAM: { ...NVRAM, [key]: value } })
  },
  remove_from_NVRAM: ({ pool }, ref, key) => {
    assertVmOperation(pool.db, ref, 'changing_NVRAM')
    const { [key]: _, ...NVRAM } = pool.db.get('VM', ref).NVRAM
    pool.db.update('VM', ref, { NVRAM })
  },
  set_suspend_VDI: ({ pool }, ref, suspend_VDI) => {
    const { power_state } = pool.db.get('VM', ref)
    if (power_state !== 'Suspended')
      throw new Failure('VM_BAD_POWER_STATE', ref, 'suspended', power_state.toLowerCase())
    pool.db.update('VM', ref, { suspend_VDI })
  },
}

export const vmBoot: Handlers<'VM'> = {
  ...own,
  ...asHandlers<'VM'>({
    set_hardware_platform_version: plainSetter('VM', 'hardware_platform_version'),
    set_suspend_SR: plainSetter('VM', 'suspend_SR'),
  }),
}
