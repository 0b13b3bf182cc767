import type { infer as Told } from 'zod'
import type { inputs } from './inputs'

type Inputs = typeof inputs
export type InputName = keyof Inputs

/** What an action has to be told, by its name: the schema stays with the server. */
export interface Input<I> {
  name: InputName
  /** Never there: it is for the compiler, so that actions know what they are told. */
  told?: I
}

export type InputOf<K extends InputName> = Told<Inputs[K]>

export function inputOf<K extends InputName>(name: K): Input<InputOf<K>> {
  return { name }
}
