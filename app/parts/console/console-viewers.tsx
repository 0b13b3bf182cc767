'use client'

import { clockTime } from '@/app/lib/format'
import { Button } from '@/app/ui/button'
import { Icon } from '@/app/ui/symbol'
import type { ConsoleViewer } from '@/server/shared/console-seats'
import { t } from '@/server/shared/text'
import type { ConsoleSession, ConsoleSnapshot } from './console-session'

/** Who else has this console open and what they may do, with the way to work oneself. Nothing while one is alone. */
export function ConsoleViewers({ session, state }: { session: ConsoleSession; state: ConsoleSnapshot }) {
  const others = state.viewers.filter(({ id }) => id !== state.self)
  // In another window of one's own nobody is in one's way.
  const people = others.filter(({ same }) => !same)
  const workers = people.filter(({ mode }) => mode === 'work')
  return (
    <div role="status" className="shrink-0">
      {others.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-moving-tint px-4 py-1 text-m">
          <span className="text-moving">
            <Icon name={state.viewOnly && workers.length > 0 ? 'eye' : 'group'} />
          </span>
          <p className="min-w-0 grow text-default">
            {state.viewOnly && workers.length > 0
              ? t('{names} {count, plural, one {works} other {work}} in this console. You are watching.', {
                  names: namesOf(workers),
                  count: workers.length,
                })
              : t('Also in this console:')}{' '}
            {(!state.viewOnly || workers.length === 0) && others.map(described).join(', ')}
          </p>
          {state.viewOnly && (
            <span className="flex gap-2">
              {workers.length > 0 && (
                <Button size="s" onClick={() => session.joinIn()}>
                  {t('Work alongside')}
                </Button>
              )}
              <Button size="s" tone="primary" onClick={() => session.takeOver()}>
                {t('Take over')}
              </Button>
            </span>
          )}
        </div>
      )}
    </div>
  )
}

function namesOf(people: readonly ConsoleViewer[]): string {
  return [...new Set(people.map(({ name }) => name))].join(', ')
}

function described({ name, mode, since, same }: ConsoleViewer): string {
  const time = clockTime(since)
  if (same) return t('you, in another window (since {time})', { time })
  return mode === 'work'
    ? t('{name} (works, since {time})', { name, time })
    : t('{name} (watches, since {time})', { name, time })
}
