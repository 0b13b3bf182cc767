import type { Records, Ref } from '../../server/xapi/model/records'
import { assertCards } from '../devices/cards'
import { Failure } from '../failure'
import { isLive, type Pool } from '../pool'
import { freeMemory, memoryToStart } from './memory'

/** Refuses a host on which this VM cannot run, with the first reason in xapi's order. `memory: false`: whatever is free. */
export function assertCanBootHere(
  pool: Pool,
  vmRef: string,
  hostRef: string,
  { memory = true, storage = true }: { readonly memory?: boolean; readonly storage?: boolean } = {},
): void {
  const vm = pool.db.get('VM', vmRef)
  const host = pool.db.find('host', hostRef)
  if (vm.actions_after_crash === 'rename_restart') {
    const text = 'option would leak a domain; VMs and not domains are managed by this API'
    throw new Failure('VALUE_NOT_SUPPORTED', 'VM.actions_after_crash', 'rename_restart', text)
  }
  if (!host || !isLive(pool, host)) throw new Failure('HOST_NOT_LIVE')
  if (!host.enabled) throw new Failure('HOST_DISABLED', hostRef)
  assertProcessor(vmRef, vm, host, hostRef)
  if (storage) assertStorage(pool, vmRef, vm, hostRef)
  assertNetworks(pool, vmRef, vm, host)
  assertCards(pool, vmRef, vm, hostRef)
  assertHardware(pool, vm, host, hostRef, memory)
}

/** What runs, or waits to go on, does so on CPUs of the vendor it was started on. */
function assertProcessor(
  vmRef: string,
  { power_state, last_boot_CPU_flags: { vendor } }: Records['VM'],
  { cpu_info }: Records['host'],
  hostRef: string,
): void {
  if (power_state === 'Halted' || vendor === undefined || vendor === cpu_info.vendor) return
  const text = 'VM last booted on a host which had a CPU from a different vendor.'
  throw new Failure('VM_INCOMPATIBLE_WITH_THIS_HOST', vmRef, hostRef, text)
}

function assertStorage(pool: Pool, vmRef: string, vm: Records['VM'], hostRef: string): void {
  for (const vbdRef of vm.VBDs) {
    const vbd = pool.db.find('VBD', vbdRef)
    const vdi = vbd && !vbd.empty ? pool.db.find('VDI', vbd.VDI) : undefined
    if (!vdi) continue
    const sr = pool.db.find('SR', vdi.SR)
    const attached = sr?.PBDs.some(ref => {
      const pbd = pool.db.find('PBD', ref)
      return pbd?.host === hostRef && pbd.currently_attached
    })
    if (!attached) throw new Failure('VM_REQUIRES_SR', vmRef, vdi.SR)
  }
}

/** A network without any PIF lives inside a host, so every host has it. */
function assertNetworks(pool: Pool, vmRef: string, vm: Records['VM'], host: Records['host']): void {
  for (const vifRef of vm.VIFs) {
    const networkRef = pool.db.find('VIF', vifRef)?.network ?? ''
    const network = pool.db.find('network', networkRef)
    if (!network || network.PIFs.length === 0) continue
    if (!network.PIFs.some(pif => host.PIFs.includes(pif))) {
      throw new Failure('VM_REQUIRES_NETWORK', vmRef, networkRef)
    }
  }
}

function assertHardware(
  pool: Pool,
  vm: Records['VM'],
  host: Records['host'],
  hostRef: string,
  memory: boolean,
): void {
  if (vm.domain_type === 'hvm' && !host.capabilities.some(one => one.startsWith('hvm'))) {
    throw new Failure('VM_HVM_REQUIRED')
  }
  const needed = memoryToStart(vm)
  const free = freeMemory(pool, hostRef)
  if (memory && needed > free) throw new Failure('HOST_NOT_ENOUGH_FREE_MEMORY', String(needed), String(free))
  const cpus = host.host_CPUs.length
  if (vm.VCPUs_max > cpus && vm.platform['vcpu-unrestricted'] !== 'true') {
    throw new Failure('HOST_NOT_ENOUGH_PCPUS', String(vm.VCPUs_max), String(cpus))
  }
}

/** The hosts that pass all checks. */
export function possibleHosts(pool: Pool, vmRef: string): Ref<'host'>[] {
  const found: Ref<'host'>[] = []
  for (const [host] of pool.db.all('host')) if (canBootHere(pool, vmRef, host)) found.push(host)
  return found
}

/** Where the VM goes by itself: home if it can, else where most memory is free. Refused with NO_HOSTS_AVAILABLE. */
export function chooseHost(pool: Pool, vmRef: Ref<'VM'>): Ref<'host'> {
  const hosts = possibleHosts(pool, vmRef)
  const home = pool.db.get('VM', vmRef).affinity
  if (hosts.includes(home)) return home
  const [best] = hosts.sort((a, b) => freeMemory(pool, b) - freeMemory(pool, a))
  if (!best) throw new Failure('NO_HOSTS_AVAILABLE')
  return pool.chooseHost(vmRef, hosts) ?? best
}

function canBootHere(pool: Pool, vmRef: string, host: string): boolean {
  try {
    assertCanBootHere(pool, vmRef, host)
    return true
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}
