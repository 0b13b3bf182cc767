import { TransportError, XapiError } from './errors'

/** What a host answered, whichever way it was written: the value of the call, or a code with its parameters. */
export type Answer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly description: readonly unknown[] }

/**
 * Reads one answer while its bytes arrive, cut anywhere. Both throw WireError for what is no answer of the XenAPI, and
 * after that go on throwing it.
 */
export interface AnswerReader {
  /** Takes the next bytes. They are not kept nor changed after the call returns. */
  write(chunk: Uint8Array): void
  end(): Answer
}

/**
 * The value of an answer. Throws XapiError for a refusal. `call` and `host` go into the error, `session` does not: a
 * host may quote it in a text of its own.
 */
export function openAnswer(answer: Answer, call: string, host: string, session?: string): unknown {
  if (answer.kind === 'value') return answer.value
  const [code, ...params] = answer.description.map(item =>
    session ? String(item).replaceAll(session, 'the session') : String(item),
  )
  if (code === undefined) throw new TransportError('bad-answer', host, { call, detail: 'no reason' })
  throw new XapiError(code, params, call, host)
}
