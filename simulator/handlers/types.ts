import type { Calls } from '../../server/xapi/model/calls'
import type { Value } from '../tables/row'
import type { CallContext } from '../work/context'
import type { Answer } from './answer'

type HandlerOf<F> = F extends (...args: infer A) => Promise<infer R>
  ? (context: CallContext, ...args: A) => R | Promise<R>
  : never

/** The messages of a class that have behaviour of their own, with the parameters and results of the model. */
export type Handlers<C extends keyof Calls> = { readonly [M in keyof Calls[C]]?: HandlerOf<Calls[C][M]> }

/** A handler as the dispatcher sees it: its parameters were decoded by the types of the model. */
export type AnyHandler = (context: CallContext, ...args: readonly Value[]) => unknown

/** A handler whose answer is not of the type the model says. */
export type AnswerHandler = (context: CallContext, ...args: readonly Value[]) => Promise<Answer>

/** The dispatcher decodes each parameter by the model type that the handler's own types come from. */
export function asAnyHandler(handler: unknown): AnyHandler | undefined {
  return typeof handler === 'function' ? (handler as AnyHandler) : undefined
}

/** Handlers that treat their parameters alike whatever their types are. */
export function asHandlers<C extends keyof Calls>(
  handlers: {
    readonly [M in keyof Calls[C]]?: AnyHandler
  },
): Handlers<C> {
  return handlers as Handlers<C>
}
