import type { Subject } from '@/app/parts/action-subject'
import type { Action } from '@/server/catalogue/define'
import type { AppErrorShape } from '@/server/shared/app-error'

/** What the form of every action with an input is given. */
export interface ActionFormProps {
  action: Action
  subject: Subject
  /** What is known already of what it will be told, as by a drop; it is asked all the same. */
  known?: unknown
  submitting: boolean
  /** What went wrong at the last press, or null. The form stays and keeps what was typed. */
  error: AppErrorShape | null
  onSubmit: (input: unknown) => void
  onClose: () => void
}
