import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { assertFits } from '../ha/enable'
import type { Pool } from '../pool'
import { srDataSources } from '../rrd/messages'
import { setPbd } from '../storage/attach'
import { onStorage } from '../storage/busy'
import { dropDisk } from '../storage/disks'
import { lostOn, remember } from '../storage/forgotten'
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

/** Takes a storage out of the database. What lies on it stays. */
function forget(pool: Pool, ref: Ref<'SR'>): void {
  const { VDIs, PBDs } = pool.db.get('SR', ref)
  for (const vdi of VDIs) dropDisk(pool, vdi)
  for (const pbd of PBDs) pool.db.destroy('PBD', pbd)
  pool.db.destroy('SR', ref)
}

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
    forget(pool, ref)
  },
  destroy: async ({ pool, task }, ref) => {
    assertSrOperation(pool.db, ref, 'destroy')
    await task.spend(CREATE_SECONDS, 0, 0.9)
    forget(pool, ref)
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
  probe: ({ pool }, host, _config, type) => {
    pool.db.get('host', host)
    driverOf(pool, type)
    return '<?xml version="1.0" ?>\n<SRlist>\n</SRlist>\n'
  },
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
