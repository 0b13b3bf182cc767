import type { SignedIn } from '@/server/access/sessions'
import { tokenOf } from '@/server/access/tokens'
import type { AuditIntent, AuditLog } from '@/server/audit/record'
import { asWritten } from '@/server/audit/written'
import { describe } from '@/server/errors'

/** What a deed is done to, as the log keeps it. */
export type AuditAbout = Pick<AuditIntent, 'pool' | 'object'>

/** Does it and writes it down, whatever comes of it. Passwords are no parameters. */
export async function audited<T>(
  { audit, user, address }: { audit: AuditLog; user: SignedIn; address: string },
  deed: {
    action: string
    sentence: string
    params?: AuditIntent['params']
    changes?: AuditIntent['changes']
  } & AuditAbout,
  act: () => Promise<T>,
  /** What was done to, where only the result tells. */
  about?: (result: T) => Promise<AuditAbout>,
): Promise<T> {
  const { userId, username: userName, sessionId } = user
  const id = await audit.begin({ userId, userName, sessionId, address, ...deed, ...tokenOf(user) })
  try {
    const result = await act()
    await audit.finish(id, { result: 'succeeded', ...(about ? { about: await about(result) } : {}) })
    return result
  } catch (error) {
    const { code, message, xapi } = describe(error)
    const result = code === 'not-allowed' ? 'refused' : 'failed'
    await audit.finish(id, { result, errorCode: xapi?.code ?? code, errorText: message })
    throw asWritten(error)
  }
}
