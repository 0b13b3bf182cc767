import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import { worded } from '@/server/shared/text'
import { Book } from './engine/book'
import { type Actor, mustRule } from './grant-deeds'
import { readBook } from './read-book'
import type { Sessions } from './sessions'

/** Another user whose reach a session looks by, changing nothing. */
export interface Previewed {
  userId: string
  username: string
}

/**
 * Seeing the console as another user would: who they may rule. The session stays its owner's: preferences, sessions,
 * tokens and all that is about an account are their own; what is seen is what both may see.
 *
 * @throws AppError 'not-found', 'bad-input' for oneself, 'not-allowed' for who may do more.
 */
export async function startPreview(
  { db, sessions }: { db: Db; sessions: Pick<Sessions, 'preview'> },
  actor: Actor & { sessionId: string },
  userId: string,
): Promise<void> {
  const other = await db.user.findUnique({ where: { id: userId } })
  if (!other) throw appError('not-found', 'This user is gone.')
  if (other.id === actor.userId) throw appError('bad-input', 'You see the console as yourself already.')
  mustRule(new Book(await readBook(db), Date.now()), actor, other.id)
  await sessions.preview(actor.sessionId, other.id)
}

/** The refusal of whatever would change something meanwhile. */
export function readOnly({ username }: Previewed) {
  return appError(
    'refused',
    worded('You see the console as {username} would, and change nothing meanwhile.', { username }),
    {
      next: 'End the preview first.',
    },
  )
}
