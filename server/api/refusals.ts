import type { SignedIn } from '@/server/access/sessions'
import { tokenOf } from '@/server/access/tokens'
import type { AuditLog } from '@/server/audit/record'
import { isWritten } from '@/server/audit/written'
import { describe } from '@/server/errors'

/** The same refusal, asked for again within this, is one line: a page that asks on its own must not fill the log. */
const onceInMs = 60_000
const mostKept = 1000

const lately = new Map<string, number>()

/**
 * Writes down that somebody asked for what they have no right to, where whoever refused has not done so. `about`: what the
 * input names by an id; nothing else of it is kept.
 */
export async function noteRefusal(
  { audit, user, address }: { audit: AuditLog; user: SignedIn | null; address: string },
  { path, input, error, now }: { path: string; input: unknown; error: unknown; now: number },
): Promise<void> {
  if (!user || isWritten(error)) return
  const { code, message } = describe(error)
  if (code !== 'not-allowed') return
  const about = idIn(input)
  const key = `${user.sessionId} ${path} ${about ?? ''}`
  if (now - (lately.get(key) ?? -onceInMs) < onceInMs) return
  lately.delete(key)
  lately.set(key, now)
  for (const old of lately.keys()) {
    if (lately.size <= mostKept) break
    lately.delete(old)
  }
  await audit.note({
    userId: user.userId,
    userName: user.username,
    sessionId: user.sessionId,
    ...tokenOf(user),
    address,
    action: 'api.refused',
    sentence: `Ask for ${path}`,
    params: about === undefined ? {} : { id: about },
    result: 'refused',
    errorCode: code,
    errorText: message,
  })
}

function idIn(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  const found = 'id' in input ? input.id : 'object' in input ? input.object : undefined
  return typeof found === 'string' ? found.slice(0, 128) : undefined
}
