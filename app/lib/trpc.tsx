'use client'

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { ReactNode } from 'react'
import type { AppRouter } from '@/server/api/types'
import { language } from '@/server/shared/text'
import { appError, reachedServer } from './app-error'
import { confirmLink } from './confirm-link'
import { signedOut } from './signed-out'

export { appError } from './app-error'

const url = '/api/trpc'
/** Browsers let at most 64 KiB outlive a page. */
const mostOutliving = 60_000

/** Errors are told in the language of the page. */
function asReader() {
  return { 'accept-language': language() }
}

/** What a person chose arrives although the page is left in the same moment: it goes out at once, and alone. */
const outliving = httpLink({
  url,
  headers: asReader,
  fetch(input, init) {
    const keepalive = typeof init?.body === 'string' && init.body.length < mostOutliving
    return fetch(input, { ...init, keepalive })
  },
})

/** Hosts that are asked may take seconds: what else a page needs does not wait for them. */
const isSlow = (path: string) => path.startsWith('metrics.')

/** The server, for code outside React. Subscriptions travel as server-sent events, the rest in batches. */
export const api = createTRPCClient<AppRouter>({
  links: [
    confirmLink,
    splitLink({
      condition: operation => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: splitLink({
        condition: operation => operation.path === 'preference.change',
        true: outliving,
        false: splitLink({
          condition: operation => isSlow(operation.path),
          true: httpLink({ url, headers: asReader }),
          false: httpBatchLink({ url, maxURLLength: 4000, headers: asReader }),
        }),
      }),
    }),
  ],
})

function noticeSignedOut(error: unknown) {
  if (appError(error).code === 'not-signed-in') signedOut.raise()
}

/** Nothing is fetched while pages are rendered on the server, so one cache for the module holds one user's data. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // An answer of the server is an answer; only a request that never arrived is worth repeating.
      retry: (failures, error) => failures < 3 && !reachedServer(error),
    },
    // A write may have happened although its answer was lost: a person decides whether to repeat it.
    mutations: { retry: false },
  },
})

/** `useQuery(trpc.audit.list.queryOptions(…))`, `useMutation(trpc.pool.connect.mutationOptions())`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient })

export function ApiProvider({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}
