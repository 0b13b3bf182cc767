import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'

/** Whether every enabled host sees the storage. */
export function isSharedProperly(pool: Pool, sr: Records['SR']): boolean {
  const seen = new Set<string>()
  for (const ref of sr.PBDs) {
    const pbd = pool.db.find('PBD', ref)
    if (pbd?.currently_attached) seen.add(pbd.host)
  }
  return sr.shared && enabledHosts(pool).every(host => seen.has(host))
}

function isEverywhere(pool: Pool, network: Records['network']): boolean {
  const hosts = new Set<string>()
  for (const ref of network.PIFs) {
    const pif = pool.db.find('PIF', ref)
    if (pif && !pool.db.find('Bond', pif.bond_slave_of)) hosts.add(pif.host)
  }
  return enabledHosts(pool).every(host => hosts.has(host))
}

function enabledHosts(pool: Pool): Ref<'host'>[] {
  return [...pool.db.all('host')].filter(([, host]) => host.enabled).map(([ref]) => ref)
}

/** Refuses a VM that cannot run on every host, with the first reason in xapi's order. */
export function assertAgile(pool: Pool, ref: string): void {
  const vm = pool.db.get('VM', ref)
  if (vm.VGPUs.length > 0) throw new Failure('VM_HAS_VGPU', ref)
  if (vm.VUSBs.length > 0) throw new Failure('VM_HAS_VUSBS', ref)
  for (const vbdRef of vm.VBDs) {
    const vbd = pool.db.get('VBD', vbdRef)
    const vdi = vbd.empty ? undefined : pool.db.find('VDI', vbd.VDI)
    const sr = vdi && pool.db.find('SR', vdi.SR)
    if (vdi && sr && !isSharedProperly(pool, sr))
      throw new Failure('HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED', vdi.SR)
  }
  for (const vifRef of vm.VIFs) {
    const { network } = pool.db.get('VIF', vifRef)
    const row = pool.db.find('network', network)
    if (row && !isEverywhere(pool, row))
      throw new Failure('HA_CONSTRAINT_VIOLATION_NETWORK_NOT_SHARED', network)
  }
}

export function isAgile(pool: Pool, ref: string): boolean {
  try {
    assertAgile(pool, ref)
    return true
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}
