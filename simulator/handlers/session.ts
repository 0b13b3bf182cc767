import { Failure } from '../failure'
import { assertCoordinator, localLogin, login, logout } from '../work/sessions'
import type { Handlers } from './types'

export const session: Handlers<'session'> = {
  login_with_password: ({ pool, host }, username, password, _version, originator = '') => {
    assertCoordinator(pool, host)
    return login(pool, username, password, originator)
  },
  slave_local_login_with_password: ({ pool, host }, username, password) =>
    localLogin(pool, host, username, password),
  // Nobody outside of the pool has its secret.
  slave_login: (_, host) => {
    throw new Failure('SESSION_AUTHENTICATION_FAILED', host, 'Pool credentials invalid')
  },
  slave_local_login: () => {
    throw new Failure('SESSION_AUTHENTICATION_FAILED', 'localhost', 'Pool credentials invalid')
  },
  logout: ({ pool, session: ref }) => logout(pool, ref),
  local_logout: ({ pool, session: ref }) => {
    if (!pool.localSessions.delete(ref)) logout(pool, ref)
  },
  get_tasks: ({ pool }, ref) => pool.db.get('session', ref).tasks.filter(task => pool.db.find('task', task)),
  change_password: ({ pool, session: ref }, _old, password) => {
    if (!pool.db.get('session', ref).is_local_superuser)
      throw new Failure('CHANGE_PASSWORD_REJECTED', 'Only the local superuser has a password here')
    // Whoever is signed in as root need not know the old one.
    pool.credentials.password = password
  },
  create_from_db_file: (_, file) => {
    throw new Failure('INTERNAL_ERROR', `Sys_error("${file}: No such file or directory")`)
  },
  get_all_subject_identifiers: ({ pool }) => {
    const found = new Set<string>()
    for (const [, one] of pool.db.all('session')) if (one.auth_user_sid !== '') found.add(one.auth_user_sid)
    return [...found]
  },
  logout_subject_identifier: ({ pool }, identifier) => {
    for (const [ref, one] of [...pool.db.all('session')]) {
      if (!one.is_local_superuser && one.auth_user_sid === identifier) logout(pool, ref)
    }
  },
}
