import { informationOf } from '../access/directory'
import { enabledDirectory } from '../access/external'
import { assertLicensed, isRestricted } from '../access/features'
import { allRoles, permissionsOf, roleOf, roleRef } from '../access/roles'
import { Failure } from '../failure'
import type { Handlers } from './types'

export const subject: Handlers<'subject'> = {
  create: ({ pool }, { subject_identifier }) => {
    for (const [, { external_auth_type }] of pool.db.all('host'))
      if (external_auth_type === 'AD') assertLicensed(pool, 'AD')
    for (const [, row] of pool.db.all('subject'))
      if (row.subject_identifier === subject_identifier) throw new Failure('SUBJECT_ALREADY_EXISTS')
    // Without licences for roles everybody has all of them.
    const roles = isRestricted(pool, 'RBAC') ? [roleRef('pool-admin')] : []
    const other_config = informationOf(enabledDirectory(pool), subject_identifier)
    return pool.db.create('subject', { subject_identifier, other_config, roles })
  },
  destroy: ({ pool }, ref) => {
    pool.db.get('subject', ref)
    pool.db.destroy('subject', ref)
  },
  add_to_roles: ({ pool }, ref, role) => {
    assertLicensed(pool, 'RBAC')
    const { roles } = pool.db.get('subject', ref)
    if (!allRoles().has(role)) throw new Failure('ROLE_NOT_FOUND')
    if (roles.includes(role)) throw new Failure('ROLE_ALREADY_EXISTS')
    pool.db.update('subject', ref, { roles: [role, ...roles] })
  },
  remove_from_roles: ({ pool }, ref, role) => {
    assertLicensed(pool, 'RBAC')
    const { roles } = pool.db.get('subject', ref)
    if (!roles.includes(role)) throw new Failure('ROLE_NOT_FOUND')
    pool.db.update('subject', ref, { roles: roles.filter(one => one !== role) })
  },
  get_permissions_name_label: ({ pool }, ref) => {
    const { roles } = pool.db.get('subject', ref)
    return [...new Set(roles.flatMap(role => permissionsOf(role).map(one => roleOf(one).name_label)))]
  },
}
