import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { assertFits } from '../ha/enable'
import { isLive, type Pool } from '../pool'
import { srDataSources } from '../rrd/messages'
import { setPbd } from '../storage/attach'
import { onStorage } from '../storage/busy'
import { lostOn, remember } from '../storage/forgotten'
import { loseStorage } from '../storage/lost'
import { assertComplete, probe } from '../storage/probe'
import { assertSeen, assertSrOperation } from '../tables/allowed/storage'
import type { Task } from '../work/task'
import { createBlob } from './blob'
import { plainSetter } from './generic'
import { forDrivers } from './refusals'
import { asHandlers, type Handlers } from './types'

const CREATE_SECONDS = 1

/** The driver of a type, whichever way the type is written. */
function driverOf(pool: Pool, type: string): Records['SM'] {
  for (const [, sm] of pool.db.all('SM')) if (sm.type.toLowerCase() === type.toLowerCase()) return sm
  throw new Failure('SR_UNKNOWN_DRIVER', type)
}

async function create(
  pool: Pool,
  task: Task,
  host: Ref<'host'>,
  device_config: { readonly [key: string]: string },
  physical_size: number,
  fields: Partial<Records['SR']>,
): Promise<Ref<'SR'>> {
  const { type } = driverOf(pool, fields.type ?? '')
  assertComplete(pool, type, device_config)
  const hosts = fields.shared ? [...pool.db.all('host')].map(([ref]) => ref) : [host]
  if (!fields.shared) pool.db.get('host', host)
  await task.spend(CREATE_SECONDS, 0, 0.8)
  const sr = pool.db.create('SR', {
    ...fields,
    uuid: randomUUID(),
    type,
    content_type: fields.content_type ?? '',
    physical_size: physical_size > 0 ? physical_size : SIZE_OF_NEW,
    physical_utilisation: 0,
  })
  for (const one of hosts) setPbd(pool, one, sr, device_config, true)
  return sr
}

/** What lies behind a new storage, in bytes: nobody can measure it here. */
const SIZE_OF_NEW = 4 * 1024 ** 4

const own: Handlers<'SR'> = {
  create: (
    { pool, task },
    host,
    device_config,
    physical_size,
    name_label,
    name_description,
    type,
    content_type,
    shared,
    sm_config,
  ) =>
    create(pool, task, host, device_config, physical_size, {
      name_label,
      name_description,
      type,
      content_type,
      shared,
      sm_config: sm_config ?? {},
    }),
  introduce: ({ pool }, uuid, name_label, name_description, type, content_type, shared, sm_config) => {
    for (const [, sr] of pool.db.all('SR')) if (sr.uuid === uuid) throw new Failure('SR_UUID_EXISTS', uuid)
    return pool.db.create('SR', {
      uuid,
      name_label,
      name_description,
      type,
      content_type,
      shared,
      sm_config: sm_config ?? {},
      physical_size: -1,
      physical_utilisation: -1,
    })
  },
  forget: ({ pool }, ref) => {
    assertSrOperation(pool.db, ref, 'forget')
    loseStorage(pool, ref, false)
  },
  destroy: async ({ pool, task }, ref) => {
    assertSrOperation(pool.db, ref, 'destroy')
    await task.spend(CREATE_SECONDS, 0, 0.9)
    loseStorage(pool, ref, true)
  },
  scan: ({ pool, task }, ref) =>
    onStorage(pool, task, ref, 'scan', () => {
      for (const location of lostOn(pool, ref)) remember(pool, ref, location, {})
    }),
  update: ({ pool, task }, ref) => onStorage(pool, task, ref, 'update', () => {}),
  get_supported_types: ({ pool }) => [...pool.db.all('SM')].map(([, { type }]) => type),
  set_shared: ({ pool }, ref, shared) => {
    const { PBDs } = pool.db.get('SR', ref)
    if (!shared && PBDs.length > 1) throw new Failure('SR_HAS_MULTIPLE_PBDS', ...PBDs)
    pool.db.update('SR', ref, { shared })
  },
  probe: ({ pool }, host, config, type) => {
    pool.db.get('host', host)
    return probe(pool, driverOf(pool, type).type, config)
  },
  // The drivers simulated here are of the older kind, which has no such question.
  probe_ext: ({ pool }, host, _config, type) => {
    pool.db.get('host', host)
    driverOf(pool, type)
    throw new Failure('SR_BACKEND_FAILURE', 'UnimplementedException', 'SR.probe_ext', '[]')
  },
  make: async (
    { pool, task },
    host,
    device_config,
    physical_size,
    name_label,
    name_description,
    type,
    content_type,
    sm_config,
  ) => {
    const fields = {
      name_label,
      name_description,
      type,
      content_type,
      shared: false,
      sm_config: sm_config ?? {},
    }
    const made = await create(pool, task, host, device_config, physical_size, fields)
    const { uuid } = pool.db.get('SR', made)
    for (const pbd of pool.db.get('SR', made).PBDs) pool.db.update('PBD', pbd, { currently_attached: false })
    loseStorage(pool, made, false)
    return uuid
  },
  get_live_hosts: ({ pool }, ref) =>
    pool.db
      .get('SR', ref)
      .PBDs.map(pbd => pool.db.get('PBD', pbd))
      .filter(pbd => pbd.currently_attached && isLive(pool, pool.db.get('host', pbd.host)))
      .map(({ host }) => host),
  assert_can_host_ha_statefile: ({ pool }, ref) => {
    assertSeen(pool.db, ref)
    assertFits(pool, ref)
  },
  assert_supports_database_replication: ({ pool }, ref) => {
    pool.db.get('SR', ref)
    throw new Failure('SR_OPERATION_NOT_SUPPORTED', ref)
  },
  enable_database_replication: ({ pool }, ref) => {
    pool.db.get('SR', ref)
    throw new Failure('SR_OPERATION_NOT_SUPPORTED', ref)
  },
  disable_database_replication: ({ pool }, ref) => {
    pool.db.get('SR', ref)
  },
  create_new_blob: ({ pool }, ref, name, type, isPublic) =>
    createBlob(pool, 'SR', ref, name, type, isPublic ?? false),
}

export const sr: Handlers<'SR'> = {
  ...own,
  ...srDataSources,
  ...asHandlers<'SR'>({
    set_name_label: plainSetter('SR', 'name_label'),
    set_name_description: plainSetter('SR', 'name_description'),
    set_physical_size: forDrivers,
    set_physical_utilisation: forDrivers,
    set_virtual_allocation: forDrivers,
  }),
}
