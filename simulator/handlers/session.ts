import { login, logout } from '../work/sessions'
import type { Handlers } from './types'

export const session: Handlers<'session'> = {
  login_with_password: ({ pool }, username, password, _version, originator = '') =>
    login(pool, username, password, originator),
  slave_local_login_with_password: ({ pool }, username, password) => login(pool, username, password, ''),
  logout: ({ pool, session: ref }) => logout(pool, ref),
  local_logout: ({ pool, session: ref }) => logout(pool, ref),
  get_all_subject_identifiers: () => [],
  logout_subject_identifier: ({ pool }, identifier) => {
    for (const [ref, one] of [...pool.db.all('session')]) {
      if (!one.is_local_superuser && one.auth_user_sid === identifier) logout(pool, ref)
    }
  },
}
