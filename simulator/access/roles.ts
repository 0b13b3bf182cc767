import { createHash } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { refOf } from '../tables/row'
import { grants, permissionOf, permissions } from './permissions'
import { type ListedRole, listedRoles } from './role-names'

/** The one role whose uuid does not follow from its name: subjects of old pools have it by default. */
const POOL_ADMIN = '0165f154-ba3e-034e-6b27-5d271af109ba'

const descriptions: { readonly [R in ListedRole]: string } = {
  'pool-admin':
    'The Pool Administrator role has full access to all features and settings, including accessing Dom0 and managing subjects, roles and external authentication',
  'pool-operator':
    'The Pool Operator role manages host- and pool-wide resources, including setting up storage, creating resource pools and managing patches, high availability (HA) and workload balancing (WLB)',
  'vm-power-admin':
    'The VM Power Administrator role has full access to VM and template management and can choose where to start VMs and use the dynamic memory control and VM snapshot features',
  'vm-admin': 'The VM Administrator role can manage VMs and templates',
  'vm-operator': 'The VM Operator role can use VMs and interact with VM consoles',
  'client-cert':
    'The Client Certificate role has access to functionality granted to those who authenticate using a client certificate',
  'read-only': 'The Read-Only role can log in with basic read-only access',
}

/** MD5 of the name in the form of a uuid, so that roles are the same in every pool. */
function uuidOf(name: string): string {
  if (name === 'pool-admin') return POOL_ADMIN
  const hash = createHash('md5').update(name).digest('hex')
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function roleRef(name: string): Ref<'role'> {
  return refOf<'role'>(`OpaqueRef:${uuidOf(name)}`)
}

/** The rows of class role, which are the same in every pool and no part of its database: permissions, then roles. */
function rowsOfRoles(): Map<Ref<'role'>, Records['role']> {
  const granted = permissions.filter(one => one.role !== 'local-root')
  const row = (name: string, about: Omit<Records['role'], 'uuid' | 'name_label'>) =>
    [roleRef(name), { uuid: uuidOf(name), name_label: name.toLowerCase(), ...about }] as const
  return new Map([
    ...granted.map(({ name }) =>
      row(name, { name_description: 'A basic permission', is_internal: true, subroles: [] }),
    ),
    ...listedRoles.map(name =>
      row(name, {
        name_description: descriptions[name],
        is_internal: name === 'client-cert',
        subroles: granted.filter(one => grants(name, one)).map(one => roleRef(one.name)),
      }),
    ),
  ])
}

let rows: ReadonlyMap<Ref<'role'>, Records['role']> | undefined

/** Made when somebody asks first. */
export function allRoles(): ReadonlyMap<Ref<'role'>, Records['role']> {
  rows ??= rowsOfRoles()
  return rows
}

/** Refused with HANDLE_INVALID when there is no such role. */
export function roleOf(ref: string): Records['role'] {
  const row = allRoles().get(refOf<'role'>(ref))
  if (!row) throw new Failure('HANDLE_INVALID', 'role', ref)
  return row
}

/** The permissions a role has; a permission has itself. */
export function permissionsOf(ref: Ref<'role'>): readonly Ref<'role'>[] {
  const { subroles } = roleOf(ref)
  return subroles.length === 0 ? [ref] : subroles
}

/** Names of the roles that have a permission, as refusals list them. */
export function rolesWith(lowerName: string): string[] {
  const permission = permissionOf(lowerName)
  return permission ? listedRoles.filter(role => grants(role, permission)) : []
}
