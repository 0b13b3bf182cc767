import { isRestricted } from '../access/features'
import { Failure } from '../failure'
import { coordinatorOf, type Pool, poolRow } from '../pool'

/** The most hosts of a pool where its size is restricted. */
const FEW_HOSTS = 3

/** Refuses a host that cannot become a member of a pool, with the first reason in xapi's order. */
export function assertJoinable(pool: Pool, to: Pool, force: boolean): void {
  if (isRestricted(to, 'Pool_size') && to.db.table('host').entries.size >= FEW_HOSTS)
    throw new Failure('LICENCE_RESTRICTION', 'Pool_size')
  for (const one of [to, pool]) if (poolRow(one)[1].ha_enabled) throw new Failure('HA_IS_ENABLED')
  for (const [ref] of pool.db.all('Cluster_host')) throw new Failure('CLUSTERING_ENABLED', ref)
  if (pool.db.table('host').entries.size > 1)
    throw new Failure('JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS')
  assertIdle(pool)
  assertAlike(pool, to, force)
  for (const [, sr] of pool.db.all('SR'))
    if (sr.shared && !sr.is_tools_sr) throw new Failure('JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS')
  assertPlainNetworks(pool)
  const [own, theirs] = [pool, to].map(one => one.db.get('host', coordinatorOf(one)))
  if (own?.external_auth_type !== theirs?.external_auth_type)
    throw new Failure('POOL_JOINING_EXTERNAL_AUTH_MISMATCH')
  if (own?.tls_verification_enabled !== theirs?.tls_verification_enabled)
    throw new Failure('POOL_JOINING_HOST_TLS_VERIFICATION_MISMATCH')
}

function assertIdle(pool: Pool): void {
  const vms = [...pool.db.all('VM')].map(([, vm]) => vm).filter(vm => !vm.is_control_domain)
  if (vms.some(vm => vm.power_state === 'Running' || vm.power_state === 'Paused'))
    throw new Failure('JOINING_HOST_CANNOT_HAVE_RUNNING_VMS')
  if (vms.some(vm => Object.keys(vm.current_operations).length > 0))
    throw new Failure('JOINING_HOST_CANNOT_HAVE_VMS_WITH_CURRENT_OPERATIONS')
  const { pending_guidances } = pool.db.get('host', coordinatorOf(pool))
  if (pending_guidances.length > 0)
    throw new Failure('HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY', coordinatorOf(pool))
}

function assertAlike(pool: Pool, to: Pool, force: boolean): void {
  const own = pool.db.get('host', coordinatorOf(pool))
  const theirs = to.db.get('host', coordinatorOf(to))
  if (own.software_version.product_version !== theirs.software_version.product_version)
    throw new Failure('HOSTS_NOT_HOMOGENEOUS', 'Software version differs')
  if (!force && own.cpu_info.vendor !== theirs.cpu_info.vendor)
    throw new Failure('HOSTS_NOT_HOMOGENEOUS', 'CPUs differ')
}

function assertPlainNetworks(pool: Pool): void {
  if (pool.db.table('Bond').entries.size > 0) throw new Failure('POOL_JOINING_HOST_HAS_BONDS')
  if (pool.db.table('tunnel').entries.size > 0) throw new Failure('POOL_JOINING_HOST_HAS_TUNNELS')
  if (pool.db.table('network_sriov').entries.size > 0)
    throw new Failure('POOL_JOINING_HOST_HAS_NETWORK_SRIOVS')
  for (const [, { untagged_PIF }] of pool.db.all('VLAN'))
    if (!pool.db.find('PIF', untagged_PIF)?.management)
      throw new Failure('POOL_JOINING_HOST_HAS_NON_MANAGEMENT_VLANS')
}
