import { randomUUID } from 'node:crypto'
import type { Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import { hostsInOrder } from '../network/pifs'
import { coordinatorOf, isLive, type Pool, poolRow } from '../pool'
import { NULL } from '../tables/row'
import { onPool } from '../work/pool-operation'
import type { Task } from '../work/task'
import type { Handlers } from './types'

const STACK = 'corosync'
const CREATE_SECONDS = 2
/** The least that the hosts may wait for each other, in seconds. */
const LEAST_TIMEOUT = 1
const LEAST_COEFFICIENT = 0.65

function cardOf(pool: Pool, network: Ref<'network'>, host: Ref<'host'>): Ref<'PIF'> {
  const card = pool.db.get('network', network).PIFs.find(one => pool.db.get('PIF', one).host === host)
  if (!card) throw new Failure('HOST_CANNOT_ATTACH_NETWORK', host, network)
  return card
}

/** A card of a cluster has an address and stays plugged. */
function assertSteady(pool: Pool, ref: Ref<'PIF'>): void {
  const pif = pool.db.get('PIF', ref)
  if (!pif.disallow_unplug) throw new Failure('PIF_ALLOWS_UNPLUG', ref)
  if (!pif.currently_attached) throw new Failure('REQUIRED_PIF_IS_UNPLUGGED', ref)
  if (pif.IP === '') throw new Failure('PIF_HAS_NO_NETWORK_CONFIGURATION', ref)
}

function join(pool: Pool, cluster: Ref<'Cluster'>, PIF: Ref<'PIF'>): Ref<'Cluster_host'> {
  const { host } = pool.db.get('PIF', PIF)
  for (const [ref, member] of pool.db.all('Cluster_host'))
    if (member.host === host) throw new Failure('CLUSTERING_ENABLED', ref)
  assertSteady(pool, PIF)
  return pool.db.create('Cluster_host', {
    cluster,
    host,
    PIF,
    enabled: true,
    joined: true,
    live: true,
    last_update_live: isoTime(pool.clock.now()),
    allowed_operations: ['disable'],
  })
}

/** Who is there and whether that is enough shows on the cluster. */
function count(pool: Pool, ref: Ref<'Cluster'>): void {
  const members = pool.db.get('Cluster', ref).cluster_hosts.map(one => pool.db.get('Cluster_host', one))
  const live = members.filter(one => one.enabled && isLive(pool, pool.db.get('host', one.host))).length
  const quorum = members.length < 2 ? members.length : Math.floor(members.length / 2) + 1
  pool.db.update('Cluster', ref, {
    live_hosts: live,
    expected_hosts: members.length,
    quorum,
    is_quorate: live >= quorum,
    allowed_operations: ['add', 'remove', 'enable', 'disable', 'destroy'],
  })
}

async function create(
  pool: Pool,
  task: Task,
  PIF: Ref<'PIF'>,
  stack: string,
  auto: boolean,
  timeout: number,
  coefficient: number,
): Promise<Ref<'Cluster'>> {
  if (stack !== STACK) throw new Failure('INVALID_CLUSTER_STACK', stack)
  if (pool.db.table('Cluster').entries.size > 0) throw new Failure('CLUSTER_ALREADY_EXISTS')
  if (poolRow(pool)[1].ha_enabled) throw new Failure('HA_IS_ENABLED')
  if (timeout < LEAST_TIMEOUT) throw new Failure('INVALID_VALUE', 'token_timeout', String(timeout))
  if (coefficient < LEAST_COEFFICIENT)
    throw new Failure('INVALID_VALUE', 'token_timeout_coefficient', String(coefficient))
  assertSteady(pool, PIF)
  return onPool(pool, task, 'cluster_create', async () => {
    await task.spend(CREATE_SECONDS, 0, 0.5, true)
    const cluster = pool.db.create('Cluster', {
      cluster_token: randomUUID(),
      cluster_stack: stack,
      cluster_stack_version: 3,
      pool_auto_join: auto,
      token_timeout: timeout,
      token_timeout_coefficient: coefficient,
    })
    join(pool, cluster, PIF)
    count(pool, cluster)
    return cluster
  })
}

/** Storage that needs the cluster keeps it. */
function assertUnused(pool: Pool, host: Ref<'host'>, member: string): void {
  for (const pbd of pool.db.get('host', host).PBDs) {
    const row = pool.db.get('PBD', pbd)
    const type = pool.db.find('SR', row.SR)?.type
    const needs = [...pool.db.all('SM')].some(
      ([, sm]) => sm.type === type && sm.required_cluster_stack.includes(STACK),
    )
    if (row.currently_attached && needs) throw new Failure('CLUSTER_STACK_IN_USE', STACK, member)
  }
}

function leave(pool: Pool, ref: Ref<'Cluster_host'>): void {
  const { cluster, host } = pool.db.get('Cluster_host', ref)
  assertUnused(pool, host, ref)
  pool.db.destroy('Cluster_host', ref)
  if (pool.db.find('Cluster', cluster)) count(pool, cluster)
}

function destroyAll(pool: Pool, ref: Ref<'Cluster'>): void {
  const { cluster_hosts } = pool.db.get('Cluster', ref)
  pool.db.update('Cluster', ref, { pool_auto_join: false })
  for (const member of cluster_hosts) leave(pool, member)
  pool.db.destroy('Cluster', ref)
}

function setEnabled(pool: Pool, ref: Ref<'Cluster_host'>, enabled: boolean): void {
  const { cluster, host, PIF } = pool.db.get('Cluster_host', ref)
  if (enabled) assertSteady(pool, PIF)
  else assertUnused(pool, host, ref)
  pool.db.update('Cluster_host', ref, { enabled, allowed_operations: [enabled ? 'disable' : 'enable'] })
  count(pool, cluster)
}

export const cluster: Handlers<'Cluster'> = {
  create: ({ pool, task }, pif, stack, auto, timeout, coefficient) =>
    create(pool, task, pif, stack, auto, timeout ?? 20, coefficient ?? 1),
  pool_create: async ({ pool, task }, network, stack, timeout, coefficient) => {
    const cards = hostsInOrder(pool).map(host => cardOf(pool, network, host))
    const own = cardOf(pool, network, coordinatorOf(pool))
    const made = await create(pool, task, own, stack, true, timeout ?? 20, coefficient ?? 1)
    try {
      for (const card of cards) if (card !== own) join(pool, made, card)
    } catch (error) {
      destroyAll(pool, made)
      throw error
    }
    count(pool, made)
    return made
  },
  destroy: ({ pool }, ref) => {
    const { cluster_hosts } = pool.db.get('Cluster', ref)
    if (cluster_hosts.length > 1)
      throw new Failure('CLUSTER_DOES_NOT_HAVE_ONE_NODE', String(cluster_hosts.length))
    destroyAll(pool, ref)
  },
  pool_destroy: ({ pool }, ref) => destroyAll(pool, ref),
  pool_force_destroy: ({ pool }, ref) => destroyAll(pool, ref),
  pool_resync: ({ pool }, ref) => {
    const { cluster_hosts } = pool.db.get('Cluster', ref)
    const [first] = cluster_hosts
    if (!first) return
    const { PIF } = pool.db.get('Cluster_host', first)
    const { network } = pool.db.get('PIF', PIF)
    const there = new Set<string>(cluster_hosts.map(one => pool.db.get('Cluster_host', one).host))
    for (const host of hostsInOrder(pool)) if (!there.has(host)) join(pool, ref, cardOf(pool, network, host))
    count(pool, ref)
  },
  get_network: ({ pool }, ref) => {
    const [first] = pool.db.get('Cluster', ref).cluster_hosts
    const pif = first && pool.db.get('Cluster_host', first).PIF
    if (!pif || pif === NULL) throw new Failure('NO_COMPATIBLE_CLUSTER_HOST', coordinatorOf(pool))
    return pool.db.get('PIF', pif).network
  },
}

export const clusterHost: Handlers<'Cluster_host'> = {
  create: ({ pool }, ref, host, pif) => {
    pool.db.get('Cluster', ref)
    if (pool.db.get('PIF', pif).host !== host) throw new Failure('INVALID_VALUE', 'PIF', pif)
    const member = join(pool, ref, pif)
    count(pool, ref)
    return member
  },
  destroy: ({ pool }, ref) => {
    const { cluster: of } = pool.db.get('Cluster_host', ref)
    if (pool.db.get('Cluster', of).cluster_hosts.length === 1) throw new Failure('CLUSTER_HOST_IS_LAST', ref)
    leave(pool, ref)
  },
  force_destroy: ({ pool }, ref) => leave(pool, ref),
  forget: ({ pool }, ref) => leave(pool, ref),
  enable: ({ pool }, ref) => setEnabled(pool, ref, true),
  disable: ({ pool }, ref) => setEnabled(pool, ref, false),
}
