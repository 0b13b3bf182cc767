import { Failure } from '../failure'
import { isLive } from '../pool'
import type { Handlers } from './types'

/** What is asked of a host and changes nothing, and what it refuses whoever asks. */
export const hostQueries: Handlers<'host'> = {
  dmesg: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return 'Xen simulator'
  },
  dmesg_clear: ({ pool }, ref) => {
    pool.db.get('host', ref)
    throw new Failure('NOT_IMPLEMENTED', 'dmesg_clear')
  },
  get_log: ({ pool }, ref) => {
    pool.db.get('host', ref)
    throw new Failure('NOT_IMPLEMENTED', 'get_log')
  },
  send_debug_keys: ({ pool }, ref) => {
    pool.db.get('host', ref)
  },
  bugreport_upload: ({ pool }, ref, url) => {
    pool.db.get('host', ref)
    if (!/^(https?|ftp):\/\//.test(url)) throw new Failure('INVALID_VALUE', 'url', url)
    throw new Failure('NOT_IMPLEMENTED', 'bugreport_upload')
  },
  license_add: ({ pool }, ref) => {
    pool.db.get('host', ref)
    throw new Failure('LICENSE_PROCESSING_ERROR')
  },
  license_remove: ({ pool }, ref) => {
    pool.db.get('host', ref)
  },
  // There is no licensing daemon: every edition is the one there is.
  apply_edition: ({ pool }, ref) => {
    pool.db.get('host', ref)
  },
  refresh_pack_info: ({ pool }, ref) => {
    pool.db.get('host', ref)
  },
  get_sm_diagnostics: ({ pool }, ref) => {
    const storages = pool.db
      .get('host', ref)
      .PBDs.map(pbd => pool.db.get('PBD', pbd))
      .filter(pbd => pbd.currently_attached)
      .map(({ SR }) => pool.db.get('SR', SR).uuid)
    const attached = storages.map(uuid => `    SR ${uuid}`).join('\n')
    const said = storages.map(
      uuid => `For SR: ${uuid}\nSuccess: No diagnostics are available for SMAPIv1 plugins`,
    )
    return `DataPath information:\nThe following SRs are attached:\n${attached}\n\nNo errors have been logged.\n\nBackend information:\n${said.join('\n')}`
  },
  sync_data: ({ pool }, ref) => {
    pool.db.get('host', ref)
  },
  backup_rrds: ({ pool }, ref) => {
    pool.db.get('host', ref)
  },
  has_extension: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return false
  },
  call_extension: ({ pool }, ref, call) => {
    pool.db.get('host', ref)
    const start = Math.min(3, call.length)
    const text = `Line 1, bytes 0-${start}:\\nInvalid token '${call}'`
    throw new Failure('INTERNAL_ERROR', `Yojson__Common.Json_error("${text}")`)
  },
  call_plugin: ({ pool }, ref, plugin) => {
    pool.db.get('host', ref)
    throw new Failure('XENAPI_MISSING_PLUGIN', plugin)
  },
  get_diagnostic_timing_stats: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return {}
  },
  declare_dead: ({ pool }, ref) => {
    if (isLive(pool, pool.db.get('host', ref))) throw new Failure('HOST_IS_LIVE', ref)
  },
  retrieve_wlb_evacuate_recommendations: ({ pool }, ref) => {
    pool.db.get('host', ref)
    throw new Failure('WLB_NOT_INITIALIZED')
  },
  get_ntp_servers_status: ({ pool }, ref) => {
    pool.db.get('host', ref)
    return {}
  },
}
