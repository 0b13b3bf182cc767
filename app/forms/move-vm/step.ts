import type { UseFormReturn } from 'react-hook-form'
import type { Moves, Targets } from '@/server/api/types'
import type { MoveValues } from './values'

/** What every step is given. `moves`: what the choice made so far comes to, while it is known. */
export interface StepProps {
  form: UseFormReturn<MoveValues>
  values: MoveValues
  targets: Targets
  /** The pool of the VMs; undefined where they are of several, or only the server knows. */
  own: string | undefined
  moves: Moves | undefined
}
