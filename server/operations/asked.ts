import { actionById } from '@/server/catalogue/catalogue'
import type { Action } from '@/server/catalogue/define'
import { inputs } from '@/server/catalogue/inputs'
import { appError } from '@/server/errors'
import type { Targets } from './targets'

/** What is asked to be done to many. */
export interface Asked {
  action: string
  input?: unknown
  targets: Targets
}

/** An action and what it is told. */
export interface Told {
  action: Action
  input: unknown
}

/** The action that is asked for, and what it is told, as its schema makes it. */
export function asked(given: { action: string; input?: unknown }): Told {
  const action = actionById(given.action)
  if (!action) throw appError('bad-input', 'There is no such action.')
  if (!action.input) return { action, input: undefined }
  const parsed = inputs[action.input.name].safeParse(given.input)
  if (parsed.success) return { action, input: parsed.data }
  const [issue] = parsed.error.issues
  const [field] = issue?.path ?? []
  throw appError('bad-input', issue?.message ?? 'This is not what the action needs to be told.', {
    ...(typeof field === 'string' ? { field } : {}),
  })
}
