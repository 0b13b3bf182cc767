'use client'

import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, appError } from '@/app/lib/trpc'
import type { Subject } from '@/app/parts/action-subject'
import { confirmDone } from '@/app/ui/toast'
import type { AppErrorShape } from '@/server/api/types'
import { t } from '@/server/shared/text'

/**
 * Makes several alike, each by a run of its own. Where one is refused the others are not begun, the form stays, and
 * another press goes on with those that were not.
 */
export function useSeveral(subject: Subject, onDone: () => void) {
  const begun = useRef(new Set<string>())
  const object = subject.kind === 'one' ? subject.row.id : ''
  const making = useMutation({
    mutationFn: async ({
      names,
      inputOf,
    }: {
      names: readonly string[]
      inputOf: (name: string) => unknown
    }) => {
      for (const name of names) {
        if (begun.current.has(name)) continue
        await api.operation.run.mutate({ action: 'vm.create', object, input: inputOf(name) })
        begun.current.add(name)
      }
      return names.length
    },
    onSuccess(count) {
      confirmDone(t('{n} VMs are being made', { n: count }))
      onDone()
    },
  })
  const failure = making.error ? appError(making.error) : null
  const error: AppErrorShape | null = failure && {
    ...failure,
    message:
      begun.current.size === 0
        ? failure.message
        : t('{n} are being made already, the others are not: {reason}', {
            n: begun.current.size,
            reason: failure.message,
          }),
  }
  return {
    pending: making.isPending,
    error,
    make: (names: readonly string[], inputOf: (name: string) => unknown) => making.mutate({ names, inputOf }),
  }
}
