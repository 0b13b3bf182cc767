import { auditFacets, auditQuery, readAudit } from '@/server/audit/read'
import { actionById } from '@/server/catalogue/catalogue'
import { can, router } from '../trpc'

const mayRead = can('audit.read')

export const auditRouter = router({
  list: mayRead.input(auditQuery).query(({ ctx, input }) => readAudit(ctx.db, input)),
  facets: mayRead.query(async ({ ctx }) => {
    const { users, actions } = await auditFacets(ctx.db)
    return {
      users,
      actions: actions.map(id => ({ id, label: ownLabels[id] ?? actionById(id)?.label ?? id })),
    }
  }),
})

const ownLabels: Record<string, string> = {
  'session.signIn': 'Sign in',
  'session.signOut': 'Sign out',
  'session.changePassword': 'Change password',
  'session.revoke': 'End a session',
  'pool.connect': 'Connect a pool',
  'pool.disconnect': 'Disconnect a pool',
  'pool.setCredentials': 'Change a pool’s credentials',
  'pool.trustCertificate': 'Accept a certificate',
  'console.open': 'Open a console',
  'user.create': 'Create a user',
  'user.setRole': 'Change a user’s role',
  'user.resetPassword': 'Reset a user’s password',
  'user.disable': 'Disable a user',
  'user.enable': 'Enable a user',
  'user.delete': 'Delete a user',
  'user.admit': 'Make an account for who signs in for the first time',
  'user.shutOut': 'Sign out who is gone from a directory',
  'group.takeOver': 'Change groups as a directory says',
  'provider.create': 'Add a directory or provider',
  'provider.update': 'Change a directory or provider',
  'provider.delete': 'Remove a directory or provider',
  'provider.refresh': 'Ask a directory for groups',
  'service.create': 'Create a service account',
  'service.describe': 'Describe a service account',
  'service.setRole': 'Change a service account’s role',
  'service.disable': 'Disable a service account',
  'service.enable': 'Enable a service account',
  'service.delete': 'Delete a service account',
  'service.createToken': 'Create a service account’s token',
  'service.revokeToken': 'Revoke a service account’s token',
  'token.create': 'Create a token of one’s own',
  'token.revoke': 'Revoke a token of one’s own',
  'group.create': 'Create a group',
  'group.update': 'Change a group',
  'group.delete': 'Delete a group',
  'group.addMember': 'Add a member to a group',
  'group.removeMember': 'Remove a member from a group',
}
