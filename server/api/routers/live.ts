import { tracked } from '@trpc/server'
import { z } from 'zod'
import type { Principal } from '@/server/access/policy'
import type { Sessions } from '@/server/access/sessions'
import type {
  HostDetail,
  NetworkDetail,
  ObjectMessages,
  PoolDetail,
  SrDetail,
  TemplateDetail,
  VmDetail,
} from '@/server/inventory/details'
import { interestsSchema, tabSchema } from '../interests'
import { watchSeen } from '../live-detail'
import type { Viewer } from '../live-feed'
import { wireMessage } from '../live-wire'
import { router, signedIn } from '../trpc'

/** Each tells what the person sees and nothing else. */
const viewer = signedIn.meta({ tokens: true, inPreview: true, policy: 'seeing' })
const byId = z.object({ id: z.string().max(128) })

/** A program that comes with a token answers no requests. */
function viewerOf({ sessionId, userId, access, token }: Principal): Viewer {
  return { sessionId, access, ...(token ? {} : { userId }) }
}

/** Ends with the request or with the session, whichever is first: a revoked session sees nothing more. */
function whileSignedIn(sessions: Sessions, sessionId: string, signal: AbortSignal | undefined) {
  const over = new AbortController()
  const stop = sessions.onEnd(id => {
    if (id === sessionId) over.abort()
  })
  const both = signal ? AbortSignal.any([signal, over.signal]) : over.signal
  both.addEventListener('abort', stop, { once: true })
  return both
}

export const liveRouter = router({
  /** What the tab shows and may see, told anew or from the last message on. The tab names itself, at random. */
  changes: viewer
    .input(z.object({ tab: tabSchema, lastEventId: z.string().max(64).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const { sessionId } = ctx.user
      const until = whileSignedIn(ctx.sessions, sessionId, signal)
      for await (const message of ctx.live.stream(
        viewerOf(ctx.user),
        input.tab,
        input.lastEventId ?? undefined,
        until,
      )) {
        yield tracked(message.revision, wireMessage(message, ctx.shared))
      }
    }),
  /** Says what a tab of the session shows from now on; its stream answers. */
  show: viewer
    .input(z.object({ tab: tabSchema, interests: interestsSchema }))
    .mutation(({ ctx, input }) => ctx.live.show(viewerOf(ctx.user), input.tab, input.interests)),
  vm: viewer.input(byId).subscription(async function* ({ ctx, input, signal }) {
    const details = latest<VmDetail | null>(
      notify =>
        watchSeen(
          {
            ...ctx,
            access: ctx.user.access,
            watch: listener => ctx.inventory.watchVm(input.id, listener),
            show: (sight, detail) => sight.vm(detail),
          },
          notify,
        ),
      whileSignedIn(ctx.sessions, ctx.user.sessionId, signal),
    )
    for await (const detail of details) yield detail && (ctx.shared?.one(detail) ?? detail)
  }),
  template: viewer.input(byId).subscription(async function* ({ ctx, input, signal }) {
    const details = latest<TemplateDetail | null>(
      notify =>
        watchSeen(
          {
            ...ctx,
            access: ctx.user.access,
            watch: listener => ctx.inventory.watchTemplate(input.id, listener),
            show: (sight, detail) => sight.template(detail),
          },
          notify,
        ),
      whileSignedIn(ctx.sessions, ctx.user.sessionId, signal),
    )
    for await (const detail of details) yield detail && (ctx.shared?.one(detail) ?? detail)
  }),
  host: viewer.input(byId).subscription(async function* ({ ctx, input, signal }) {
    const details = latest<HostDetail | null>(
      notify =>
        watchSeen(
          {
            ...ctx,
            access: ctx.user.access,
            watch: listener => ctx.inventory.watchHost(input.id, listener),
            show: (sight, detail) => sight.host(detail),
          },
          notify,
        ),
      whileSignedIn(ctx.sessions, ctx.user.sessionId, signal),
    )
    for await (const detail of details) yield detail && (ctx.shared?.one(detail) ?? detail)
  }),
  pool: viewer.input(byId).subscription(async function* ({ ctx, input, signal }) {
    const details = latest<PoolDetail | null>(
      notify =>
        watchSeen(
          {
            ...ctx,
            access: ctx.user.access,
            watch: listener => ctx.inventory.watchPool(input.id, listener),
            show: (sight, detail) => sight.pool(detail),
          },
          notify,
        ),
      whileSignedIn(ctx.sessions, ctx.user.sessionId, signal),
    )
    for await (const detail of details) yield detail && (ctx.shared?.one(detail) ?? detail)
  }),
  storage: viewer.input(byId).subscription(async function* ({ ctx, input, signal }) {
    const details = latest<SrDetail | null>(
      notify =>
        watchSeen(
          {
            ...ctx,
            access: ctx.user.access,
            watch: listener => ctx.inventory.watchSr(input.id, listener),
            show: (sight, detail) => sight.storage(detail),
          },
          notify,
        ),
      whileSignedIn(ctx.sessions, ctx.user.sessionId, signal),
    )
    for await (const detail of details) yield detail && (ctx.shared?.one(detail) ?? detail)
  }),
  network: viewer.input(byId).subscription(async function* ({ ctx, input, signal }) {
    const details = latest<NetworkDetail | null>(
      notify =>
        watchSeen(
          {
            ...ctx,
            access: ctx.user.access,
            watch: listener => ctx.inventory.watchNetwork(input.id, listener),
            show: (sight, detail) => sight.network(detail),
          },
          notify,
        ),
      whileSignedIn(ctx.sessions, ctx.user.sessionId, signal),
    )
    for await (const detail of details) yield detail && (ctx.shared?.one(detail) ?? detail)
  }),
  /** What the pool has noted of an object lately; null while there is no such object, or until its pool has told. */
  messages: viewer.input(byId).subscription(async function* ({ ctx, input, signal }) {
    yield* latest<ObjectMessages | null>(
      notify =>
        watchSeen(
          {
            ...ctx,
            access: ctx.user.access,
            watch: listener => ctx.inventory.watchMessages(input.id, listener),
            show: (sight, noted) => sight.messages(input.id, noted),
          },
          notify,
        ),
      whileSignedIn(ctx.sessions, ctx.user.sessionId, signal),
    )
  }),
})

/** Yields the newest value each time there is one, leaving out those a slow viewer was too late for. */
async function* latest<T>(
  watch: (notify: (value: T) => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<T> {
  let waiting: { value: T } | undefined
  let wake = () => {}
  const stop = watch(value => {
    waiting = { value }
    wake()
  })
  signal.addEventListener('abort', () => wake(), { once: true })
  try {
    while (!signal.aborted) {
      if (!waiting) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
        continue
      }
      const { value } = waiting
      waiting = undefined
      yield value
    }
  } finally {
    stop()
  }
}
