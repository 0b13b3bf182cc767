import { openAnswer } from './answer'
import { callKind, eventTimeout, timeouts } from './call-kind'
import { asyncCallsOver, callsOver } from './calls'
import { type Endpoint, endpointText } from './endpoint'
import { type MetCertificate, TransportError, XapiError } from './errors'
import { batchPlanOf, type EventBatch } from './events'
import { messageFacts } from './facts'
import type { AsyncCalls, Calls } from './model/calls'
import type { ClassName, Ref } from './model/records'
import { everything, type NarrowRecords, type Only, planOfRecord } from './narrow'
import { mapPlan, type Plan, planOf, wirePlan } from './plan'
import { retrying } from './retry'
import type { Trust } from './socket'
import { type ApiVersion, type HostVersion, supported } from './support'
import { TaskFollower, type TaskSource } from './task-follower'
import { type AwaitedCalls, awaitedCalls } from './tasks'
import type { Transport } from './transport'
import { typeOf } from './type-text'
import type { WireFormat } from './wire-format'
import type { TypedParam } from './xmlrpc-write'

export interface InvokeOptions {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds without anything arriving; that of the kind of call if not given. */
  readonly timeout?: number | undefined
  /** Kept in `other_config` of the task that the call makes, under "http:tag". */
  readonly tag?: string | undefined
}

/** What a session is made of; put together by login(). */
export interface SessionParts {
  readonly transport: Transport
  readonly format: WireFormat
  readonly ref: Ref<'session'>
  /** Logs in once more at the same host. */
  readonly logIn: (signal?: AbortSignal) => Promise<Ref<'session'>>
  readonly trustOf: (endpoint: Endpoint) => Trust
  readonly redirectedFrom: Endpoint | undefined
  readonly userAgent: string
}

/**
 * A session with a pool, at its coordinator. Calls throw XapiError (the pool refused), TransportError (no answer was
 * had) or CertificateError. Reads are tried again when only the connection failed, writes never; a session that has
 * run out is renewed once and the call repeated.
 */
export class XapiSession {
  /** Every message: `await session.call.VM.get_record(ref)`. */
  readonly call: Calls
  /** Messages run as tasks and waited for: `await session.async.VM.start(ref, false, false, { onProgress, signal })`. */
  readonly async: AwaitedCalls
  /** Where the coordinator was reached, and where the way to it began when a member showed it. */
  readonly endpoint: Endpoint
  readonly redirectedFrom: Endpoint | undefined
  /** Waits for tasks of the pool. */
  readonly tasks: TaskFollower
  readonly #parts: SessionParts
  #ref: Ref<'session'>
  #renewal: Promise<Ref<'session'>> | undefined
  #about: { coordinator: Ref<'host'>; version: HostVersion } | undefined

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#ref = parts.ref
    this.endpoint = parts.transport.endpoint
    this.redirectedFrom = parts.redirectedFrom
    this.call = callsOver((method, params) => this.invoke(method, params))
    this.async = awaitedCalls(this)
    this.tasks = new TaskFollower(this.#taskSource())
  }

  /** Every message, with a signal or a time limit of its own: `session.with({ signal }).VM.get_record(ref)`. */
  with(options: InvokeOptions): Calls {
    return callsOver((method, params) => this.invoke(method, params, options))
  }

  /** The asynchronous forms, not waited for: each gives the task that does the work. */
  begin(options: InvokeOptions = {}): AsyncCalls {
    return asyncCallsOver((method, params) => this.invoke(method, params, options))
  }

  /** The certificate of the coordinator; undefined over plain HTTP. */
  get certificate(): MetCertificate | undefined {
    return this.#parts.transport.certificate
  }

  /** The reference that opens the pool: for handlers that take it in a URL, never for a log. */
  get ref(): Ref<'session'> {
    return this.#ref
  }

  /** The language in which this session speaks to the pool. */
  get wire(): 'json' | 'xml' {
    return this.#parts.format.name
  }

  get userAgent(): string {
    return this.#parts.userAgent
  }

  /** The version of the XenAPI that the coordinator speaks. */
  get apiVersion(): ApiVersion {
    return this.#known().version.api
  }

  get coordinatorRef(): Ref<'host'> {
    return this.#known().coordinator
  }

  /** Whether this pool has the message, "VM.start" or "Async.VM.start". False for one the model does not know. */
  supports(method: string): boolean {
    const message = messageFacts(method)
    if (message === undefined || (method.startsWith('Async.') && message.async !== 1)) return false
    return supported(message, this.#known().version)
  }

  /** What certificate to accept of another host of this pool. */
  trustOf(endpoint: Endpoint): Trust {
    return this.#parts.trustOf(endpoint)
  }

  /**
   * Makes a call by name, "VM.start" or "Async.VM.start", and decodes its result by the model. Trailing parameters
   * that have a default may be left out. A message the model does not know gets its parameters as the wire takes them
   * and gives the wire's value.
   */
  invoke(method: string, params: readonly unknown[], options: InvokeOptions = {}): Promise<unknown> {
    return this.#invoke(method, params, options, resultPlan(method))
  }

  #invoke(method: string, params: readonly unknown[], options: InvokeOptions, plan: Plan): Promise<unknown> {
    const message = messageFacts(method)
    const kind = callKind(method)
    const typed = params.map((value, i): TypedParam => [message?.p[i]?.[1] ?? 'any', value])
    const timeout = options.timeout ?? timeouts[kind]
    const post = () => this.#post(method, typed, message?.nosession !== 1, plan, { ...options, timeout })
    return this.#renewing(() => (kind === 'read' ? retrying(4, options.signal, post) : post()))
  }

  /**
   * XenAPI's event.from: every row of the classes for token '', else what changed since. Waits for a change for at
   * most `timeoutSeconds`, then gives an empty batch. With a token, a session that has run out is an error: the token
   * of a coordinator that has started anew means nothing. `only`: the fields that are wanted; what is not is not decoded.
   */
  async eventFrom<C extends ClassName, O extends Only = typeof everything>(
    classes: readonly (C | '*' | `${string}/${string}`)[],
    token: string,
    timeoutSeconds: number,
    signal?: AbortSignal,
    only?: O,
  ): Promise<EventBatch<C, O>> {
    const params: TypedParam[] = [
      ['set(string)', classes],
      ['string', token],
      ['float', timeoutSeconds],
    ]
    const timeout = eventTimeout(token, timeoutSeconds)
    const ask = () =>
      // Twice at most: whoever follows a pool has to hear soon that it is gone.
      retrying(2, signal, () =>
        this.#post(
          'event.from',
          params,
          true,
          batchPlanOf(only ?? everything),
          { timeout, ...(signal ? { signal } : {}) },
          'event',
        ),
      )
    const batch = await (token === '' ? this.#renewing(ask) : ask())
    if (batch === undefined)
      throw new TransportError('bad-answer', this.#host, { call: 'event.from', detail: 'no event batch' })
    return ofTheClasses<C, O>(batch)
  }

  /** All records of a class, by reference. `only` as for `eventFrom`. */
  async getAllRecords<C extends ClassName, O extends Only = typeof everything>(
    className: C,
    signal?: AbortSignal,
    only?: O,
  ): Promise<ReadonlyMap<Ref<C>, NarrowRecords<O>[C]>> {
    const plan = mapPlan(planOfRecord(className, only ?? everything))
    const records = await this.#invoke(`${className}.get_all_records`, [], signal ? { signal } : {}, plan)
    return asRecords<C, O>(records)
  }

  /** Logs in again unless that was done since `stale` was found out. Any number of callers share one login. */
  async renew(stale: Ref<'session'>): Promise<void> {
    if (this.#ref !== stale) return
    // Not ended by the caller's signal: the others who share it go on waiting.
    this.#renewal ??= this.#parts.logIn().finally(() => {
      this.#renewal = undefined
    })
    this.#ref = await this.#renewal
  }

  /** A reference that was kept as text, for an object of this pool. */
  refOf<C extends ClassName>(_class: C, text: string): Ref<C> {
    return text as Ref<C>
  }

  /** Ends the session and its connections. Connections end also when the host can no longer be told. */
  async logout(): Promise<void> {
    try {
      await this.#post('session.logout', [], true, wirePlan, { timeout: timeouts.logout })
    } catch (error) {
      // Already gone, or the host is: there is nothing left to end.
      if (!(error instanceof XapiError || error instanceof TransportError)) throw error
    } finally {
      await this.#parts.transport.close()
    }
  }

  /** Asks who the coordinator is and what it can do. Done once, by login(). */
  async meet(signal?: AbortSignal): Promise<void> {
    const options = signal ? { signal } : {}
    const pools = await this.invoke('pool.get_all', [], options)
    const pool = Array.isArray(pools) ? pools[0] : undefined
    if (pool === undefined)
      throw new TransportError('bad-answer', this.#host, { call: 'pool.get_all', detail: 'no pool' })
    const coordinator = asRef(await this.invoke('pool.get_master', [pool], options))
    const [major, minor, software] = await Promise.all([
      this.invoke('host.get_API_version_major', [coordinator], options),
      this.invoke('host.get_API_version_minor', [coordinator], options),
      this.invoke('host.get_software_version', [coordinator], options),
    ])
    const build =
      typeof software === 'object' && software && 'xapi_build' in software
        ? String(software.xapi_build)
        : undefined
    this.#about = { coordinator, version: { api: { major: Number(major), minor: Number(minor) }, build } }
  }

  #taskSource(): TaskSource {
    const session = this
    return {
      get host() {
        return session.#host
      },
      get events() {
        return session.supports('event.from')
      },
      record: async task => session.call.task.get_record(task),
      changes: (token, timeoutSeconds) => session.eventFrom(['task'], token, timeoutSeconds),
    }
  }

  get #host(): string {
    return endpointText(this.endpoint)
  }

  #known() {
    if (!this.#about) throw new Error('The session has not met its pool yet')
    return this.#about
  }

  async #renewing<T>(run: () => Promise<T>): Promise<T> {
    const used = this.#ref
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof XapiError) || error.code !== 'SESSION_INVALID') throw error
      await this.renew(used)
      return run()
    }
  }

  async #post(
    method: string,
    params: readonly TypedParam[],
    session: boolean,
    plan: Plan,
    options: InvokeOptions & { timeout: number },
    lane: 'call' | 'event' = 'call',
  ): Promise<unknown> {
    const ref = this.#ref
    const all: TypedParam[] = session ? [['ref session', ref], ...params] : [...params]
    const { timeout, signal, tag } = options
    const request = this.#parts.format.request(method, all, plan)
    const answer = await this.#parts.transport.post(request, {
      call: method,
      timeout,
      lane,
      signal,
      ...(tag === undefined ? {} : { headers: { 'x-http-other-config-tag': encodeURIComponent(tag) } }),
    })
    return openAnswer(answer, method, this.#host, ref)
  }
}

/** What a message gives; of one that the model does not know, what the wire has. */
function resultPlan(method: string): Plan {
  const message = messageFacts(method)
  if (message === undefined) return wirePlan
  return planOf(typeOf(method.startsWith('Async.') ? 'ref task' : (message.r ?? 'void')))
}

/** A field of type ref, decoded by the model, is a reference of that class. */
function asRef(value: unknown): Ref<'host'> {
  return value as Ref<'host'>
}

/** What batchPlan gives. A host reports events only of the classes that it was asked for. */
function ofTheClasses<C extends ClassName, O extends Only>(batch: unknown): EventBatch<C, O> {
  return batch as EventBatch<C, O>
}

/** The result of get_all_records, decoded by the model: records of the class by their references. */
function asRecords<C extends ClassName, O extends Only>(
  decoded: unknown,
): ReadonlyMap<Ref<C>, NarrowRecords<O>[C]> {
  return new Map(Object.entries(decoded as NarrowRecords<O>[C][])) as unknown as ReadonlyMap<
    Ref<C>,
    NarrowRecords<O>[C]
  >
}
