'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '@/app/lib/session'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ObjectPicker } from '@/app/parts/grant/object-picker'
import { type Chosen, PrincipalPicker } from '@/app/parts/grant/principal-picker'
import { type Question, questionsAbout } from '@/app/parts/grant/questions'
import { WhyAnswer } from '@/app/parts/grant/why-answer'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import { Skeleton } from '@/app/ui/skeleton'
import type { AnyRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

interface AccessExplainDialogProps {
  /** About what and whom, to begin with. */
  object?: AnyRow | undefined
  who?: Chosen | undefined
  onClose: () => void
  onGive: (to: Chosen, object: AnyRow) => void
}

/** "May Ann shut down web-3, and why?" Who may not ask about others asks about themselves. */
export function AccessExplainDialog({ object, who, onClose, onGive }: AccessExplainDialogProps) {
  const me = useMe()
  const self: Chosen | null = selfOf(me)
  const asksOthers = me?.delegates ?? false
  const [person, setPerson] = useState<Chosen | null>(who ?? null)
  const [row, setRow] = useState<AnyRow | null>(object ?? null)
  const [asked, setAsked] = useState<string | null>(null)
  const about = asksOthers ? person : self
  const questions = row ? questionsAbout(row.class) : []
  const question = questions.find(({ id }) => id === asked)
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        object
          ? t('Who may do what to {nameOf}, and why?', { nameOf: nameOf(object) })
          : t('Who may do what, and why?')
      }
      width="m"
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('Done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {asksOthers && <PrincipalPicker people value={person} onChange={setPerson} error={undefined} />}
        {!object && (
          <ObjectPicker
            value={row?.id ?? ''}
            error={undefined}
            onChange={next => {
              setRow(next)
              setAsked(null)
            }}
          />
        )}
        {row && (
          <Field label={asksOthers ? t('May they') : t('May I')} required>
            <Select
              options={questions.map(({ id, label }) => ({ value: id, label }))}
              value={asked}
              onChange={setAsked}
            />
          </Field>
        )}
        {about && row && question && (
          <Answer about={about} row={row} question={question} onGive={() => onGive(about, row)} />
        )}
      </div>
    </Dialog>
  )
}

/** Who asks about themselves: in a preview the one who is seen as. */
function selfOf(me: ReturnType<typeof useMe>): Chosen | null {
  if (!me) return null
  const { userId, username } = me.preview ?? { userId: me.user.id, username: me.user.username }
  return { kind: 'user', id: userId, name: username }
}

interface AnswerProps {
  about: Chosen
  row: AnyRow
  question: Question
  onGive: () => void
}

function Answer({ about, row, question, onGive }: AnswerProps) {
  const { data, error } = useQuery(
    trpc.grant.explain.queryOptions(
      { user: about.id, permission: question.permission, object: row.id },
      { staleTime: 0 },
    ),
  )
  if (error) return <ErrorNote error={appError(error)} live="status" />
  if (!data) return <Skeleton className="h-16 w-full" />
  return (
    <WhyAnswer
      explanation={data}
      question={question.label}
      object={nameOf(row)}
      onGive={!data.allowed && data.youCould ? onGive : undefined}
    />
  )
}

const nameOf = (row: AnyRow) => row.name_label || (row.class === 'pool' ? row.address : '(no name)')
