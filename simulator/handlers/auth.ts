import { groupsOf, identifierOf, informationOf } from '../access/directory'
import { enabledDirectory, joinDomain, leaveDomain } from '../access/external'
import { Failure } from '../failure'
import { hostsInOrder } from '../network/pifs'
import type { Handlers } from './types'

export const auth: Handlers<'auth'> = {
  get_subject_identifier: ({ pool }, name) => identifierOf(enabledDirectory(pool), name),
  get_group_membership: ({ pool }, sid) => [...groupsOf(enabledDirectory(pool), sid)],
  get_subject_information_from_identifier: ({ pool }, sid) => {
    const directory = enabledDirectory(pool)
    for (const [, row] of pool.db.all('subject')) if (row.subject_identifier === sid) return row.other_config
    return informationOf(directory, sid)
  },
}

export const hostAuth: Handlers<'host'> = {
  enable_external_auth: ({ pool }, ref, config, service, type) => {
    pool.db.get('host', ref)
    joinDomain(pool, ref, config, service, type)
  },
  disable_external_auth: ({ pool }, ref) => leaveDomain(pool, ref),
}

export const poolAuth: Handlers<'pool'> = {
  enable_external_auth: ({ pool }, ref, config, service, type) => {
    pool.db.get('pool', ref)
    // The coordinator joins first: the others are compared with it.
    const hosts = hostsInOrder(pool).reverse()
    const already = hosts.find(host => pool.db.get('host', host).external_auth_type !== '')
    if (already) throw new Failure('POOL_AUTH_ALREADY_ENABLED', already)
    for (const [index, host] of hosts.entries()) {
      try {
        joinDomain(pool, host, config, service, type)
      } catch (error) {
        for (const joined of hosts.slice(0, index)) leaveDomain(pool, joined)
        if (!(error instanceof Failure) || error.code === 'AUTH_UNKNOWN_TYPE') throw error
        throw new Failure(`POOL_${error.code}`, host, ...error.params)
      }
    }
  },
  disable_external_auth: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    for (const host of hostsInOrder(pool)) leaveDomain(pool, host)
  },
  detect_nonhomogeneous_external_auth: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    const kinds = new Set<string>()
    for (const [, row] of pool.db.all('host'))
      kinds.add(`${row.external_auth_type} ${row.external_auth_service_name}`)
    if (kinds.size > 1) throw new Failure('EXTAUTH_IN_POOL_IS_NON_HOMOGENEOUS')
  },
}
