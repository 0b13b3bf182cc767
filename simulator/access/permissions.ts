import { facts, type MessageFacts } from '../../server/xapi/facts'
import { httpPermissions } from './http-permissions'
import { includes, isRoleName, type ListedRole, type RoleName } from './role-names'

/** Something that can be allowed or not: `VM.start`, `VM.add_to_other_config/key:folder`, `http/get_export`. */
export interface Permission {
  /** As the data model spells it; everywhere else the name is in lower case. */
  readonly name: string
  /** The least of the roles that has it. */
  readonly role: RoleName
  /** Programs that sign in with a certificate have it too. */
  readonly certificate: boolean
}

/** Roles above read-only whose calls are open to programs that sign in with a certificate. */
const forCertificates: ReadonlySet<string> = new Set(
  [
    ...['enable_ha', 'disable_ha', 'install_ca_certificate', 'uninstall_ca_certificate', 'set_repositories'],
    ...['add_repository', 'remove_repository', 'sync_updates', 'check_update_readiness'],
    ...['enable_client_certificate_auth', 'disable_client_certificate_auth', 'configure_repository_proxy'],
    ...['disable_repository_proxy', 'install_trusted_certificate', 'uninstall_trusted_certificate'],
    ...['sync_trusted_certificates_from', 'exchange_trusted_certificates_on_join', 'exchange_crls_on_join'],
    ...['set_wlb_enabled'],
  ]
    .map(message => `pool.${message}`)
    .concat(
      ['start_on', 'shutdown', 'suspend', 'resume_on', 'pool_migrate', 'pool_migrate_complete']
        .concat('restart_device_models')
        .map(message => `VM.${message}`),
      ['disable', 'enable', 'evacuate', 'apply_updates'].map(message => `host.${message}`),
      ['introduce', 'introduce_bundle', 'introduce_remote_pool', 'forget', 'apply', 'set_gpgkey_path']
        .concat('apply_livepatch', 'set_name_label', 'set_name_description')
        .map(message => `Repository.${message}`),
      ['post_services_xenops', 'put_services_xenops', 'get_enabled_repository', 'get_host_updates']
        .concat('get_updates')
        .map(action => `http/${action}`),
    ),
)

/** Destroying and cancelling the tasks of others. */
export const ANY_TASK = 'task.destroy/any'

function permission(name: string, role: string | undefined): Permission {
  const least = isRoleName(role) ? role : 'pool-admin'
  return { name, role: least, certificate: least === 'read-only' || forCertificates.has(name) }
}

function ofMessage(name: string, { role, keyRoles }: MessageFacts): Permission[] {
  const keys = Object.entries(keyRoles ?? {}).map(([key, least]) => permission(`${name}/key:${key}`, least))
  return [permission(name, role), ...keys]
}

/** Every permission there is, in the order of the data model. */
export const permissions: readonly Permission[] = [
  ...Object.entries(facts.classes).flatMap(([cls, { messages }]) =>
    Object.entries(messages).flatMap(([message, about]) => ofMessage(`${cls}.${message}`, about)),
  ),
  ...Object.entries(httpPermissions).map(([name, role]) => permission(name, role)),
  permission(ANY_TASK, 'pool-operator'),
]

export function grants(role: ListedRole, { role: least, certificate }: Permission): boolean {
  if (role === 'client-cert') return certificate && least !== 'local-root'
  return least !== 'local-root' && includes(role, least)
}

const byLowerName = new Map(permissions.map(one => [one.name.toLowerCase(), one]))

export function permissionOf(lowerName: string): Permission | undefined {
  return byLowerName.get(lowerName)
}

/** What a call needs: keys of maps can have permissions of their own, `*` at their end standing for anything. */
export function permissionFor(
  method: string,
  { p, keyRoles }: MessageFacts,
  args: readonly unknown[],
): string {
  const at = p.findIndex(([name]) => name === 'key')
  const key = at < 0 ? undefined : args[at]
  const named = Object.keys(keyRoles ?? {}).find(one =>
    one.endsWith('*') ? String(key).startsWith(one.slice(0, -1)) : key === one,
  )
  const lower = method.toLowerCase()
  return named === undefined ? lower : `${lower}/key:${named.toLowerCase()}`
}
