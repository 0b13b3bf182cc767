import { isClassName } from './facts'
import type { AsyncCalls, Calls } from './model/calls'

/** Makes a call by name: "VM.start" with its parameters, without the session. */
export type Invoke = (method: string, params: readonly unknown[]) => Promise<unknown>

/** `calls.VM.start(ref, false, false)` for `invoke('VM.start', [ref, false, false])`. */
export function callsOver(invoke: Invoke): Calls {
  return asModelled<Calls>(classes('', invoke))
}

/** The same for the asynchronous forms: `calls.VM.start(…)` is Async.VM.start and gives the task. */
export function asyncCallsOver(invoke: Invoke): AsyncCalls {
  return asModelled<AsyncCalls>(classes('Async.', invoke))
}

/** The proxy answers for every class and message by name; the interfaces list those that the model has. */
function asModelled<T>(proxy: object): T {
  return proxy as T
}

function classes(prefix: string, invoke: Invoke): object {
  return named(name => (isClassName(name) ? messages(`${prefix}${name}`, invoke) : undefined))
}

function messages(className: string, invoke: Invoke): object {
  return named(name => {
    return (...params: unknown[]) => invoke(`${className}.${name}`, params)
  })
}

/** What is asked of any object by the language itself is answered as by an empty one: an await is no call of `then`. */
const ofTheLanguage = new Set([
  'then',
  'catch',
  'finally',
  'toJSON',
  'toString',
  'valueOf',
  'constructor',
  'inspect',
])

function named(make: (name: string) => unknown): object {
  const made = new Map<string, unknown>()
  return new Proxy(Object.freeze(Object.create(null)), {
    get(_, name) {
      if (typeof name !== 'string' || ofTheLanguage.has(name)) return undefined
      if (!made.has(name)) made.set(name, make(name))
      return made.get(name)
    },
  })
}
