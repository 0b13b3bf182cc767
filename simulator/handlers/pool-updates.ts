import { createHash } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import { assertNoHa } from '../lifecycle/membership'
import { begin, end } from '../lifecycle/operation'
import { coordinatorOf, isLive, type Pool, poolRow } from '../pool'
import { assertHostOperation } from '../tables/allowed/infrastructure'
import { NULL, refOf } from '../tables/row'
import { onPool } from '../work/pool-operation'
import type { Task } from '../work/task'
import type { Handlers } from './types'

const SYNC_SECONDS = 3
const APPLY_SECONDS = 8

function assertUrl(url: string, code: string): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new Failure(code, url)
}

function introduce(pool: Pool, fields: Partial<Records['Repository']>): Ref<'Repository'> {
  for (const [ref, row] of pool.db.all('Repository'))
    if (
      row.name_label === fields.name_label ||
      (row.binary_url === fields.binary_url && fields.binary_url !== '')
    )
      throw new Failure('REPOSITORY_ALREADY_EXISTS', ref)
  return pool.db.create('Repository', fields)
}

function enabled(pool: Pool): Ref<'Repository'>[] {
  const found = poolRow(pool)[1].repositories.filter(ref => pool.db.find('Repository', ref))
  if (found.length === 0) throw new Failure('NO_REPOSITORY_ENABLED')
  return found
}

/** The same repositories make the same hash, as long as nothing new is in them. */
function hashOf(pool: Pool, repositories: readonly Ref<'Repository'>[]): string {
  const hash = createHash('sha256')
  for (const ref of repositories) hash.update(pool.db.get('Repository', ref).uuid)
  return hash.digest('hex')
}

async function sync(pool: Pool, task: Task): Promise<string> {
  return onPool(pool, task, 'sync_updates', async () => {
    const repositories = enabled(pool)
    await task.spend(SYNC_SECONDS, 0, 0.9)
    const hash = hashOf(pool, repositories)
    for (const ref of repositories) {
      const news = pool.db.get('Repository', ref).hash !== hash
      pool.db.update('Repository', ref, { hash, up_to_date: true })
      if (!news) continue
      for (const [host] of pool.db.all('host'))
        pool.db.update('host', host, { latest_synced_updates_applied: 'no' })
    }
    pool.db.update('pool', poolRow(pool)[0], { last_update_sync: isoTime(pool.clock.now()) })
    return hash
  })
}

/** The coordinator is updated first. */
async function applyUpdates(pool: Pool, task: Task, host: Ref<'host'>, hash: string): Promise<void> {
  enabled(pool)
  assertHostOperation(pool.db, host, 'apply_updates')
  assertNoHa(pool)
  if (hashOf(pool, enabled(pool)) !== hash) throw new Failure('UPDATEINFO_HASH_MISMATCH')
  const coordinator = coordinatorOf(pool)
  const behind = pool.db.get('host', coordinator).latest_synced_updates_applied !== 'yes'
  if (host !== coordinator && behind) throw new Failure('APPLY_UPDATES_FAILED', host)
  begin(pool, task, 'host', host, 'apply_updates')
  try {
    await task.spend(APPLY_SECONDS, 0, 0.95, true)
    pool.faults.strike(pool.db.get('host', host).uuid, 'apply_updates')
    pool.db.update('host', host, {
      latest_synced_updates_applied: 'yes',
      last_software_update: isoTime(pool.clock.now()),
      pending_guidances: ['reboot_host'],
    })
  } finally {
    end(pool, task, 'host', host)
  }
}

function setRepositories(pool: Pool, ref: Ref<'pool'>, repositories: readonly Ref<'Repository'>[]): void {
  const kinds = new Set(repositories.map(one => pool.db.get('Repository', one).origin))
  if (kinds.size > 1) throw new Failure('REPO_SHOULD_BE_SINGLE_ONE_ENABLED', ...repositories)
  pool.db.update('pool', ref, { repositories: [...repositories] })
}

export const repository: Handlers<'Repository'> = {
  introduce: ({ pool }, name_label, name_description, binary_url, source_url, update, gpgkey_path) => {
    assertUrl(binary_url, 'INVALID_BASE_URL')
    if (source_url !== '') assertUrl(source_url, 'INVALID_BASE_URL')
    const about = { name_label, name_description, binary_url, source_url, update }
    return introduce(pool, { ...about, gpgkey_path: gpgkey_path ?? '', origin: 'remote' })
  },
  introduce_bundle: ({ pool }, name_label, name_description) =>
    introduce(pool, {
      name_label,
      name_description,
      update: true,
      origin: 'bundle',
      binary_url: 'file:///bundle',
    }),
  introduce_remote_pool: ({ pool }, name_label, name_description, binary_url, certificate) => {
    assertUrl(binary_url, 'INVALID_BASE_URL')
    const about = { name_label, name_description, binary_url, certificate }
    return introduce(pool, { ...about, update: true, origin: 'remote_pool' })
  },
  forget: ({ pool }, ref) => {
    pool.db.get('Repository', ref)
    if (poolRow(pool)[1].repositories.includes(ref)) throw new Failure('REPOSITORY_IS_IN_USE')
    pool.db.destroy('Repository', ref)
  },
  set_gpgkey_path: ({ pool }, ref, gpgkey_path) => {
    pool.db.get('Repository', ref)
    if (gpgkey_path.includes('/')) throw new Failure('INVALID_GPGKEY_PATH', gpgkey_path)
    pool.db.update('Repository', ref, { gpgkey_path })
  },
}

export const poolUpdates: Handlers<'pool'> = {
  set_repositories: ({ pool }, ref, repositories) => setRepositories(pool, ref, repositories),
  add_repository: ({ pool }, ref, value) => {
    const { repositories } = pool.db.get('pool', ref)
    if (!repositories.includes(value)) setRepositories(pool, ref, [value, ...repositories])
  },
  remove_repository: ({ pool }, ref, value) => {
    const { repositories } = pool.db.get('pool', ref)
    pool.db.update('pool', ref, { repositories: repositories.filter(one => one !== value) })
  },
  sync_updates: ({ pool, task }, ref) => {
    pool.db.get('pool', ref)
    return sync(pool, task)
  },
  check_update_readiness: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    const offline = [...pool.db.all('host')].filter(([, row]) => !isLive(pool, row))
    const ha = poolRow(pool)[1].ha_enabled ? [['HA_IS_ENABLED']] : []
    return [...offline.map(([host]) => ['HOST_OFFLINE', host]), ...ha]
  },
  configure_repository_proxy: ({ pool }, ref, url, username, password) => {
    const { repository_proxy_password: old } = pool.db.get('pool', ref)
    assertUrl(url, 'INVALID_REPOSITORY_PROXY_URL')
    const both = (username === '') === (password === '')
    if (!both || /\n/.test(`${username}${password}`)) throw new Failure('INVALID_REPOSITORY_PROXY_CREDENTIAL')
    const secret = password === '' ? refOf<'secret'>(NULL) : pool.db.create('secret', { value: password })
    pool.db.update('pool', ref, {
      repository_proxy_url: url,
      repository_proxy_username: username,
      repository_proxy_password: secret,
    })
    pool.db.destroy('secret', old)
  },
  disable_repository_proxy: ({ pool }, ref) => {
    const { repository_proxy_password: old } = pool.db.get('pool', ref)
    pool.db.update('pool', ref, {
      repository_proxy_url: '',
      repository_proxy_username: '',
      repository_proxy_password: refOf<'secret'>(NULL),
    })
    pool.db.destroy('secret', old)
  },
}

export const hostUpdates: Handlers<'host'> = {
  apply_updates: async ({ pool, task }, ref, hash) => {
    pool.db.get('host', ref)
    // A host that is to be updated takes no VMs any more, whatever comes of it.
    pool.db.update('host', ref, { enabled: false })
    await applyUpdates(pool, task, ref, hash)
    return []
  },
}
