'use client'

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { refreshGroups } from '@/app/lib/groups'
import { appError, trpc } from '@/app/lib/trpc'
import { memberKinds } from '@/app/parts/columns/member'
import { ErrorNote } from '@/app/parts/error-note'
import { Badge } from '@/app/ui/badge'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Icon } from '@/app/ui/symbol'
import type { MemberCandidate } from '@/server/api/types'
import { t, told } from '@/server/shared/text'

interface GroupMemberAddDialogProps {
  group: { id: string; name: string }
  onClose: () => void
}

/** Finds people, service accounts and groups by name and adds one after another. */
export function GroupMemberAddDialog({ group, onClose }: GroupMemberAddDialogProps) {
  const [text, setText] = useState('')
  const [said, setSaid] = useState('')
  const wanted = useDeferredValue(text.trim())
  const found = useQuery(
    trpc.group.candidates.queryOptions(
      { id: group.id, text: wanted },
      { staleTime: 0, placeholderData: keepPreviousData },
    ),
  )
  const add = useMutation(trpc.group.addMember.mutationOptions({ onSuccess: refreshGroups }))
  const error = add.error ?? found.error
  const press = (one: MemberCandidate) =>
    add.mutate(
      { id: group.id, member: { kind: one.kind === 'group' ? 'group' : 'user', id: one.id } },
      { onSuccess: () => setSaid(t('{name} added', { name: one.name })) },
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Add members to {name}', { name: group.name })}
      description={t('They have at once what the group has.')}
      width="s"
      busy={add.isPending}
      error={error ? <ErrorNote error={appError(error)} className="mt-4" /> : null}
      footer={
        <Button tone="primary" onClick={onClose} reason={add.isPending ? t('Still working') : undefined}>
          {t('Done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field
          label={t('Name')}
          required
          help={t('People, service accounts and groups whose name holds this.')}
        >
          <Input
            autoComplete="off"
            spellCheck={false}
            value={text}
            maxLength={128}
            onChange={event => setText(event.target.value)}
          />
        </Field>
        <ul aria-label={t('Found')} className="max-h-64 overflow-y-auto text-m">
          {found.data?.map(one => (
            <li key={one.id} className="flex min-h-9 items-center gap-2 border-line-subtle [&+&]:border-t">
              <Icon name={memberKinds[one.kind].icon} className="text-muted" />
              <span className="min-w-0 grow truncate">{one.name}</span>
              <Badge>{told(memberKinds[one.kind].word)}</Badge>
              <Button size="s" onClick={() => press(one)} aria-label={t('Add {name}', { name: one.name })}>
                {t('Add')}
              </Button>
            </li>
          ))}
        </ul>
        {found.data?.length === 0 && <p className="text-m text-muted">{t('Nobody else of that name.')}</p>}
        <p role="status" className="text-m text-muted">
          {said}
        </p>
      </div>
    </Dialog>
  )
}
