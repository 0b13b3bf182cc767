'use client'

import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api, appError } from '@/app/lib/trpc'
import type { Subject } from '@/app/parts/action-subject'
import type { AppErrorShape } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** One of several that are made. `run`: the operation. */
export interface BegunVm {
  name: string
  run: string
}

/**
 * Makes several alike, each by a run of its own. Where one is refused the others are not begun, the form stays, and
 * another press goes on with those that were not.
 */
export function useSeveral(subject: Subject) {
  /** Runs by the names of what they make. */
  const begun = useRef(new Map<string, string>())
  const [made, setMade] = useState<readonly BegunVm[] | null>(null)
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
        const { id } = await api.operation.run.mutate({
          ...{ action: 'vm.create', object, input: inputOf(name) },
        })
        begun.current.set(name, id)
      }
    },
    onSuccess: () => setMade([...begun.current].map(([name, run]) => ({ name, run }))),
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
    /** All of them, once all are begun. */
    made,
    make: (names: readonly string[], inputOf: (name: string) => unknown) => making.mutate({ names, inputOf }),
  }
}
