import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { coordinatorOf, type Pool } from '../pool'
import type { Directory } from './directory'

/** The directory that the pool asks about users. Refused with AUTH_IS_DISABLED when it has none. */
export function enabledDirectory(pool: Pool): Directory {
  const { external_auth_type } = pool.db.get('host', coordinatorOf(pool))
  if (external_auth_type === '' || !pool.directory) throw new Failure('AUTH_IS_DISABLED')
  return pool.directory
}

/** Lets a host join the domain. */
export function joinDomain(
  pool: Pool,
  host: Ref<'host'>,
  config: { readonly [key: string]: string },
  service: string,
  type: string,
): void {
  const { external_auth_type, external_auth_service_name } = pool.db.get('host', host)
  if (external_auth_type !== '')
    throw new Failure('AUTH_ALREADY_ENABLED', external_auth_type, external_auth_service_name)
  if (type !== 'AD') throw new Failure('AUTH_UNKNOWN_TYPE', type)
  for (const key of ['user', 'pass'])
    if (config[key] === undefined) throw new Failure('AUTH_ENABLE_FAILED', `enable requires ${key}`)
  const { directory } = pool
  if (directory?.domain !== service.toLowerCase())
    throw new Failure('AUTH_ENABLE_FAILED_DOMAIN_LOOKUP_FAILED', `Failed to look up domain ${service}`)
  const { name, password } = directory.administrator
  const user = (config.user ?? '').replace(/^.*\\/, '').replace(/@.*$/, '').toLowerCase()
  if (user !== name.toLowerCase() || config.pass !== password)
    throw new Failure('AUTH_ENABLE_FAILED_WRONG_CREDENTIALS', 'The user name or password is wrong')
  const { user: _, pass: __, ...kept } = config
  pool.db.update('host', host, {
    external_auth_type: type,
    external_auth_service_name: service,
    external_auth_configuration: { ...kept, domain: directory.domain, user: config.user ?? '' },
  })
}

export function leaveDomain(pool: Pool, host: Ref<'host'>): void {
  pool.db.get('host', host)
  pool.db.update('host', host, {
    external_auth_type: '',
    external_auth_service_name: '',
    external_auth_configuration: {},
  })
}
