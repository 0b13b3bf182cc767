import { actionById } from '@/server/catalogue/catalogue'
import type { Action } from '@/server/catalogue/define'
import { inputs } from '@/server/catalogue/inputs'
import { type Spoken, spoken, type Worded } from '@/server/shared/text'

/** What an action's sentence says, and what it is made of, so that each reader has it in their own language. */
export function sentenceOf(action: Action, name: string, input: unknown): Spoken {
  return spoken(() => action.sentence(name, input))
}

interface Line {
  action: string
  sentence: string
  params: unknown
}

/**
 * What the sentence of a line of the audit log is made of, found by making it again of what the line says was told.
 * Undefined where it comes out otherwise: then what was written is all there is.
 */
export function sentenceAgain(
  { action: id, sentence, params }: Line,
  name: string | null,
): Worded | undefined {
  const action = actionById(id)
  if (!action || name === null) return undefined
  const input = action.input
    ? inputs[action.input.name].safeParse(params)
    : { success: true, data: undefined }
  if (!input.success) return undefined
  const { title, told } = sentenceOf(action, name, input.data)
  return title === sentence ? told : undefined
}
