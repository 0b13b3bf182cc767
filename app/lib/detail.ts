'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type {
  HostDetail,
  NetworkDetail,
  ObjectId,
  ObjectMessages,
  PoolDetail,
  SrDetail,
  TemplateDetail,
  VmDetail,
} from '@/server/api/types'
import { Feed, type FeedHandlers } from './feed'
import { api } from './trpc'

/** One object's full record, kept while its page is open. `undefined`: not heard yet; `null`: there is none. */
class DetailStore<T> {
  private value: T | null | undefined
  private readonly listeners = new Set<() => void>()
  private readonly feed: Feed<T | null>

  constructor(open: (handlers: FeedHandlers<T | null>) => { unsubscribe: () => void }) {
    this.feed = new Feed(handlers => open(handlers), {
      message: data => {
        this.value = data
        for (const listener of this.listeners) listener()
      },
      link: () => undefined,
    })
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    this.feed.start()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) this.feed.stop()
    }
  }

  readonly get = () => this.value
}

const vmStores = new Map<ObjectId, DetailStore<VmDetail>>()
const templateStores = new Map<ObjectId, DetailStore<TemplateDetail>>()
const hostStores = new Map<ObjectId, DetailStore<HostDetail>>()
const poolStores = new Map<ObjectId, DetailStore<PoolDetail>>()
const srStores = new Map<ObjectId, DetailStore<SrDetail>>()
const networkStores = new Map<ObjectId, DetailStore<NetworkDetail>>()
const messageStores = new Map<ObjectId, DetailStore<ObjectMessages>>()

function kept<T>(stores: Map<ObjectId, DetailStore<T>>, id: ObjectId, make: () => DetailStore<T>) {
  const store = stores.get(id) ?? make()
  stores.set(id, store)
  return store
}

function useDetail<T>(store: DetailStore<T>): T | null | undefined {
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store])
  return useSyncExternalStore(subscribe, store.get, () => undefined)
}

/** The full record of a VM, live. `undefined` while it is being fetched, `null` if there is no such VM. */
export function useVmDetail(id: ObjectId): VmDetail | null | undefined {
  const store = useMemo(
    () => kept(vmStores, id, () => new DetailStore(handlers => api.live.vm.subscribe({ id }, handlers))),
    [id],
  )
  return useDetail(store)
}

/** The full record of a template, live. `undefined` while it is being fetched, `null` if there is no such template. */
export function useTemplateDetail(id: ObjectId): TemplateDetail | null | undefined {
  const store = useMemo(
    () =>
      kept(
        templateStores,
        id,
        () => new DetailStore(handlers => api.live.template.subscribe({ id }, handlers)),
      ),
    [id],
  )
  return useDetail(store)
}

/** The full record of a host, live. `undefined` while it is being fetched, `null` if there is no such host. */
export function useHostDetail(id: ObjectId): HostDetail | null | undefined {
  const store = useMemo(
    () => kept(hostStores, id, () => new DetailStore(handlers => api.live.host.subscribe({ id }, handlers))),
    [id],
  )
  return useDetail(store)
}

/** What the pool has noted of an object lately, live. `undefined` while it is being fetched, `null` if it has not said. */
export function useMessages(id: ObjectId): ObjectMessages | null | undefined {
  const store = useMemo(
    () =>
      kept(
        messageStores,
        id,
        () => new DetailStore(handlers => api.live.messages.subscribe({ id }, handlers)),
      ),
    [id],
  )
  return useDetail(store)
}

/** The full record of a pool, live. `undefined` while it is being fetched, `null` if there is none. */
export function usePoolDetail(id: ObjectId): PoolDetail | null | undefined {
  const store = useMemo(
    () => kept(poolStores, id, () => new DetailStore(handlers => api.live.pool.subscribe({ id }, handlers))),
    [id],
  )
  return useDetail(store)
}

/** The full record of a storage repository, live. `undefined` while it is being fetched, `null` if there is none. */
export function useSrDetail(id: ObjectId): SrDetail | null | undefined {
  const store = useMemo(
    () => kept(srStores, id, () => new DetailStore(handlers => api.live.storage.subscribe({ id }, handlers))),
    [id],
  )
  return useDetail(store)
}

/** The full record of a network, live. `undefined` while it is being fetched, `null` if there is none. */
export function useNetworkDetail(id: ObjectId): NetworkDetail | null | undefined {
  const store = useMemo(
    () =>
      kept(
        networkStores,
        id,
        () => new DetailStore(handlers => api.live.network.subscribe({ id }, handlers)),
      ),
    [id],
  )
  return useDetail(store)
}
