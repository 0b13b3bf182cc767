import { encodeValue } from '../../server/xapi/encode'
import { classFacts, facts, isClassName, type MessageFacts } from '../../server/xapi/facts'
import type { ClassName, Ref } from '../../server/xapi/model/records'
import { decodeParams } from '../../server/xapi/params'
import type { Wire } from '../../server/xapi/wire'
import { assertMay } from '../access/check'
import { assertLicensed } from '../access/features'
import { licensedCalls } from '../access/licensed'
import { permissionFor } from '../access/permissions'
import { deedOf } from '../audit-call'
import { asFailure, Failure } from '../failure'
import type { Pool } from '../pool'
import { asValue, refOf, type Value } from '../tables/row'
import { CallContext } from '../work/context'
import { useSession } from '../work/sessions'
import { Task } from '../work/task'
import type { Answer } from './answer'
import { behaviours } from './behaviours'
import { betweenHosts } from './between-hosts'
import { eventAnswers } from './event'
import { genericHandler } from './generic'
import { type AnyHandler, asAnyHandler } from './types'

interface Method {
  readonly cls: ClassName
  readonly message: string
  readonly name: string
  readonly facts: MessageFacts
}

/** `VM.start`, and `VM_start`, which older clients write. */
const methods = new Map<string, Method>()

for (const [cls, { messages }] of Object.entries(facts.classes)) {
  if (!isClassName(cls)) continue
  for (const [message, messageFacts] of Object.entries(messages)) {
    const method = { cls, message, name: `${cls}.${message}`, facts: messageFacts }
    methods.set(method.name, method)
    methods.set(`${cls}_${message}`, method)
  }
}

/** Who is asked: a host of a pool. */
export interface Asked {
  readonly pool: Pool
  readonly host: Ref<'host'>
}

/** Serves one call. Never throws: what goes wrong is an answer. */
export async function serveCall(asked: Asked, name: string, wires: readonly Wire[]): Promise<Answer> {
  const deed = deedOf(asked.pool, name, wires)
  const answer = await call(asked, name, wires).catch((error: unknown): Answer => {
    const { code, params } = asFailure(error)
    return { kind: 'failure', code, params }
  })
  if (deed) asked.pool.audit.note({ ...deed, result: answer.kind === 'failure' ? answer.code : 'OK' })
  return answer
}

async function call(asked: Asked, name: string, wires: readonly Wire[]): Promise<Answer> {
  if (name === 'system.listMethods') return { kind: 'wire', value: methodNames(), bare: true }
  const [, later, plain = name] = /^(Async\.|InternalAsync\.)?(.*)$/s.exec(name) ?? []
  const method = methods.get(plain)
  if (!method) throw new Failure('MESSAGE_METHOD_UNKNOWN', plain)
  const { session, args } = parameters(asked, method, wires)
  if (method.facts.state === 'removed') throw new Failure('MESSAGE_REMOVED')
  if (betweenHosts.has(method.name)) {
    const text = `Internal API "${method.name}" call attempted with non-pool (external) session`
    throw new Failure('INTERNAL_ERROR', text)
  }
  if (later && !method.facts.async) {
    throw new Failure('Fault', `No async mode for this operation (rpc: ${method.name})`)
  }
  const about = { ...asked, session, method: method.name }
  const special = method.cls === 'event' ? eventAnswers[method.message] : undefined
  if (special && !later) {
    asked.pool.faults.strikeCall(method.name)
    return special(new CallContext(about), ...args)
  }
  const known = handlerOf(method)
  if (!known) {
    assertMay(asked.pool, session, permissionFor(method.name, method.facts, args))
    throw new Failure('MESSAGE_METHOD_UNKNOWN', method.name)
  }
  const handler = guarded(method, known)
  if (later) return { kind: 'value', type: 'ref task', value: startTask(about, method, handler, args) }
  const context = new CallContext(about)
  try {
    return { kind: 'value', type: resultType(method), value: await handler(context, ...args) }
  } finally {
    context.close()
  }
}

/** Whether a text is the name of a message, as `VM.start` is. */
export function isMessage(name: string): boolean {
  return methods.get(name)?.name === name
}

function methodNames(): string[] {
  return [...new Set([...methods.values()].map(({ name }) => name))]
}

/** Counts and types are checked before the session is. */
function parameters(asked: Asked, { name, facts: message }: Method, wires: readonly Wire[]) {
  if (message.nosession)
    return { session: refOf<'session'>(''), args: decodeParams(name, message, wires).map(asValue) }
  const [first, ...rest] = wires
  if (first === undefined) {
    const expected = message.p.filter(param => param[2] === undefined).length
    throw new Failure('MESSAGE_PARAMETER_COUNT_MISMATCH', name, String(expected), '-1')
  }
  const args = decodeParams(name, message, relaxed(message, rest)).map(asValue)
  if (typeof first !== 'string') throw new Failure('SESSION_INVALID', String(first))
  return { session: useSession(asked.pool, asked.host, first, name === 'session.local_logout'), args }
}

/** Classes of objects are taken however they are written. */
function relaxed(message: MessageFacts, wires: readonly Wire[]): readonly Wire[] {
  return wires.map((wire, index) => {
    if (message.p[index]?.[1] !== 'enum cls' || typeof wire !== 'string') return wire
    return facts.enums.cls?.find(one => one.toLowerCase() === wire.toLowerCase()) ?? wire
  })
}

/** A message nobody gave a behaviour is answered as one that this release does not have. */
function handlerOf({ cls, message, facts: messageFacts }: Method): AnyHandler | undefined {
  const handler = asAnyHandler(behaviours[cls]?.[message])
  if (handler) return handler
  return classFacts(cls)?.db ? genericHandler(cls, message, messageFacts) : undefined
}

/** Does it for those who may, where a licence allows it. An asynchronous call finds out in its task. */
function guarded({ name, facts: message }: Method, handler: AnyHandler): AnyHandler {
  const feature = licensedCalls[name]
  return (context, ...args) => {
    assertMay(context.pool, context.session, permissionFor(name, message, args))
    if (feature) assertLicensed(context.pool, feature)
    context.pool.faults.strikeCall(name)
    return handler(context, ...args)
  }
}

/** Runs a call behind its task, whose ref is the answer. */
function startTask(
  about: Pick<CallContext, 'pool' | 'session' | 'method' | 'host'>,
  method: Method,
  handler: AnyHandler,
  args: readonly Value[],
): Task['ref'] {
  const task = new Task(about.pool, `Async.${method.name}`, { session: about.session })
  const context = new CallContext(about, task)
  const work = async () => {
    try {
      const result = await handler(context, ...args)
      task.succeed(encodeValue(resultType(method), result))
    } catch (error) {
      task.fail(error)
    }
  }
  void work()
  return task.ref
}

function resultType({ facts: message }: Method): string {
  return message.r ?? 'void'
}
