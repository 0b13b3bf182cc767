'use client'

import { type ReactNode, useId } from 'react'
import { useAsker } from '@/app/lib/asker'
import { useRow } from '@/app/lib/inventory'
import { appError } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import type { ActionRow, AnyRow, ObjectId, StartWays } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import { type Action, isFor } from '@/server/catalogue/define'
import { t, told } from '@/server/shared/text'
import { useActionRun } from './action-run'
import { oneOf } from './action-subject'
import { askInstead } from './ask-instead'
import { ErrorNote } from './error-note'
import { reasonNot } from './reason'

/** What keeps a VM from starting and could be changed, each with the button that changes it and starts the VM. */
export function StartMend({
  vm,
  ways: { pool, discs, ha },
  onStarted,
}: {
  vm: ObjectId
  ways: StartWays
  onStarted: () => void
}) {
  const row = useRow(vm)
  const { run, pending, error } = useActionRun()
  const begin = {
    row,
    busy: pending,
    onPress: (action: Action, row: ActionRow, input: object | undefined) =>
      run(action, oneOf(row), input, { onDone: onStarted, onStarted: () => undefined }),
  }
  return (
    <>
      {discs.length > 0 && (
        <Way
          title={t(
            '{n, plural, one {A disc that not every server reaches} other {Discs that not every server reaches}}',
            {
              n: discs.length,
            },
          )}
          buttons={<Begin {...begin} action="vm.startEjecting" />}
        >
          <ul className="list-disc pl-4">
            {discs.map(({ position, name, storage }) => (
              <li key={position}>
                {name === null
                  ? t('A disc that is gone')
                  : storage === null
                    ? name
                    : t('{name}, on {storage}', { name, storage })}
              </li>
            ))}
          </ul>
        </Way>
      )}
      {ha && (
        <Way
          title={t('High availability')}
          buttons={
            <>
              {ha.lower > 0 && (
                <Begin
                  {...begin}
                  action="vm.startTolerating"
                  input={{ pool: pool.id, failures: ha.lower }}
                  label={t(
                    '{n, plural, one {Tolerate # failed server and start} other {Tolerate # failed servers and start}}',
                    {
                      n: ha.lower,
                    },
                  )}
                />
              )}
              <Begin {...begin} action="vm.startUnprotected" />
            </>
          }
        >
          <p>
            {t(
              '{n, plural, one {{pool} is to survive the failure of # server: what it restarts has to fit on the others.} other {{pool} is to survive the failure of # servers: what it restarts has to fit on the others.}}',
              { n: ha.wanted, pool: pool.name },
            )}
          </p>
          <p>
            {ha.obstacle === null
              ? ha.lower > 0
                ? t(
                    '{n, plural, one {With this VM it can survive the failure of # server.} other {With this VM it can survive the failure of # servers.}}',
                    { n: ha.lower },
                  )
                : t(
                    'With this VM it could survive no failure at all: turn high availability off for the pool, make room on its servers, or start this VM without restart.',
                  )
              : t('This VM can’t be promised a restart: {reason}', { reason: ha.obstacle })}
          </p>
        </Way>
      )}
      {error ? <ErrorNote error={appError(error)} className="mt-3" /> : null}
    </>
  )
}

function Way({ title, buttons, children }: { title: string; buttons: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="mt-3 flex flex-col gap-2 rounded-control border border-line p-3">
      <h3 id={id} className="font-medium text-strong">
        {title}
      </h3>
      {children}
      <div className="flex flex-wrap gap-2">{buttons}</div>
    </section>
  )
}

function Begin({
  row,
  action: id,
  input,
  label,
  busy,
  onPress,
}: {
  row: AnyRow | undefined
  action: string
  input?: object
  label?: string
  busy: boolean
  onPress: (action: Action, row: ActionRow, input: object | undefined) => void
}) {
  const asker = useAsker()
  const action = actionById(id)
  if (!action || !isFor(action, row)) return null
  return (
    <Button
      size="s"
      busy={busy}
      reason={reasonNot(action, row, asker)}
      remedy={askInstead(asker, row, action.permission, told(action.label))}
      onClick={() => onPress(action, row, input)}
    >
      {label ?? told(action.label)}
    </Button>
  )
}
