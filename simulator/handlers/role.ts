import type { Records, Ref } from '../../server/xapi/model/records'
import { allRoles, permissionsOf, roleOf } from '../access/roles'
import { Failure } from '../failure'
import { refOf } from '../tables/row'
import type { Handlers } from './types'

type RoleRow = Records['role']

function rolesHaving(wanted: (permission: Ref<'role'>) => boolean): Ref<'role'>[] {
  return [...allRoles()].filter(([, { subroles }]) => subroles.some(wanted)).map(([ref]) => ref)
}

const labelOf = (ref: Ref<'role'>) => roleOf(ref).name_label

/** Roles are the same in every pool; expressions about them are not looked at, all are answered. */
export const role: Handlers<'role'> = {
  get_all: () => [...allRoles().keys()],
  get_all_records: () => Object.fromEntries(allRoles()),
  get_all_where: () => [...allRoles().keys()],
  get_all_records_where: () => Object.fromEntries(allRoles()),
  get_record: (_, ref) => roleOf(ref),
  get_by_uuid: (_, uuid) => {
    const ref = refOf<'role'>(`OpaqueRef:${uuid}`)
    if (!allRoles().has(ref)) throw new Failure('UUID_INVALID', 'role', uuid)
    return ref
  },
  get_by_name_label: (_, label) =>
    [...allRoles()].filter(([, row]) => row.name_label === label).map(([ref]) => ref),
  get_uuid: (_, ref) => roleOf(ref).uuid,
  get_name_label: (_, ref) => labelOf(ref),
  get_name_description: (_, ref) => roleOf(ref).name_description,
  get_subroles: (_, ref): RoleRow['subroles'] => roleOf(ref).subroles,
  get_is_internal: (_, ref) => roleOf(ref).is_internal,
  get_permissions: (_, ref) => [...permissionsOf(ref)],
  get_permissions_name_label: (_, ref) => permissionsOf(ref).map(labelOf),
  get_by_permission: (_, permission) => rolesHaving(one => one === permission),
  get_by_permission_name_label: (_, label) => rolesHaving(one => labelOf(one) === label),
}
