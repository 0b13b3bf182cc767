import type { FollowedRecord } from '../classes'
import type { GuestTools } from '../details'
import type { VmRow } from '../rows'
import { isAtLeast } from '../versions'

const linuxNames =
  /linux|debian|ubuntu|centos|red ?hat|rhel|fedora|suse|sles|alpine|rocky|alma|oracle|arch|gentoo|coreos|scientific|kylin|gooroom/i

/** The guest's own name for its system; before it has spoken, what the template was made for. */
export function guestOs(
  vm: FollowedRecord<'VM'>,
  guest: FollowedRecord<'VM_guest_metrics'> | undefined,
): string {
  const told = guest?.os_version.name?.split('|')[0]?.trim()
  if (told) return told
  const template = (vm.other_config.base_template_name ?? '').replace(/\s*\((32|64)-bit\)$/, '')
  return /^other install media$/i.test(template) ? '' : template
}

export function guestFamily(
  vm: FollowedRecord<'VM'>,
  guest: FollowedRecord<'VM_guest_metrics'> | undefined,
): VmRow['family'] {
  const told = `${guest?.os_version.distro ?? ''} ${guest?.os_version.name ?? ''}`.trim()
  const hint = told || (vm.other_config.base_template_name ?? '')
  if (/windows/i.test(hint)) return 'windows'
  if (linuxNames.test(hint)) return 'linux'
  if (/bsd|solaris|darwin|vmware|esxi/i.test(hint)) return 'other'
  if (guest?.os_version.uname) return 'linux'
  if (looksLikeWindows(vm)) return 'windows'
  return vm.other_config.linux_template === 'true' || isParavirtual(vm) ? 'linux' : 'other'
}

/**
 * Only what Windows templates set: device_id 0001 and 0002 pick the Windows drivers' device, and the finer viridian
 * switches are Hyper-V's. Plain `viridian` is on for other guests as well.
 */
function looksLikeWindows({ platform }: FollowedRecord<'VM'>): boolean {
  return (
    platform.device_id === '0001' ||
    platform.device_id === '0002' ||
    platform.viridian_time_ref_count === 'true' ||
    platform.viridian_reference_tsc === 'true'
  )
}

export function isHvm(vm: FollowedRecord<'VM'>): boolean {
  return vm.domain_type === 'hvm' || (!isParavirtual(vm) && vm.HVM_boot_policy !== '')
}

function isParavirtual(vm: FollowedRecord<'VM'>): boolean {
  if (vm.domain_type === 'pv' || vm.domain_type === 'pv_in_pvh' || vm.domain_type === 'pvh') return true
  return vm.domain_type !== 'hvm' && vm.HVM_boot_policy === ''
}

/** "8.2.1"; null without the numbers an installed driver reports. */
export function toolsVersion(guest: FollowedRecord<'VM_guest_metrics'> | undefined): string | null {
  const { major, minor, micro } = guest?.PV_drivers_version ?? {}
  if (!isNumber(major) || !isNumber(minor)) return null
  return isNumber(micro) ? `${major}.${minor}.${micro}` : `${major}.${minor}`
}

/** A halted VM keeps the last report of its guest until the next start; without one nothing is known. */
export function toolsState(
  vm: FollowedRecord<'VM'>,
  guest: FollowedRecord<'VM_guest_metrics'> | undefined,
): VmRow['tools'] {
  if (toolsVersion(guest) !== null) return 'installed'
  return vm.power_state === 'Running' ? 'not installed' : 'unknown'
}

/** The platform from which on a pool tells whether a device of the guest has a driver of ours (XenServer 7.0). */
const firstDetecting = [2, 1]

/**
 * The two parts of the guest tools: drivers for disks and network cards, and the agent that tells of the guest and shuts it
 * down. Older pools know both as one, and whether it is of their own release.
 *
 * @param platform `platform_version` of the pool's coordinator
 */
export function guestTools(
  vm: FollowedRecord<'VM'>,
  guest: FollowedRecord<'VM_guest_metrics'> | undefined,
  platform: string | undefined,
): GuestTools {
  const version = toolsVersion(guest)
  if (guest === undefined && vm.power_state !== 'Running') return 'unknown'
  const agent = version !== null || Object.values(guest?.os_version ?? {}).some(told => told !== '')
  if (!isAtLeast(platform, firstDetecting))
    return version === null ? 'none' : guest?.PV_drivers_up_to_date ? 'both' : 'old'
  const drivers = guest?.PV_drivers_detected === true
  if (!drivers) return agent ? 'agent' : 'none'
  if (!agent) return 'drivers'
  return guest.PV_drivers_up_to_date ? 'both' : 'old'
}

function isNumber(text: string | undefined): text is string {
  return text !== undefined && /^\d+$/.test(text)
}

/** Addresses of one network device, or of all: IPv4 first, each once. The agent reports IPv4 in an old and a new form. */
export function guestAddresses(
  guest: FollowedRecord<'VM_guest_metrics'> | undefined,
  device?: string,
): string[] {
  const found: { order: string; address: string }[] = []
  for (const [key, address] of Object.entries(guest?.networks ?? {})) {
    const [, nic = '', form = '', index = ''] = /^(\d+)\/(ip|ipv4|ipv6)(?:\/(\d+))?$/.exec(key) ?? []
    if (nic === '' || address === '' || (device !== undefined && nic !== device)) continue
    const rank = form === 'ipv6' ? '6' : '4'
    found.push({ order: `${rank} ${nic.padStart(4, '0')} ${index.padStart(4, '0')}`, address })
  }
  found.sort((a, b) => (a.order < b.order ? -1 : 1))
  return [...new Set(found.map(entry => entry.address))]
}
