import type { Follower, Place } from './followers'
import { heapAfterCollection, type Used, Watch } from './watch'

export const contests = ['Domus, JSON', 'Domus, XML', 'xen-api, JSON', 'xen-api, XML'] as const
export type Contest = (typeof contests)[number]

export interface Filled {
  /** Seconds until the VMs were known. */
  readonly listed: number
  /** From the call until everything was. */
  readonly used: Used
  /** Bytes after collection. */
  readonly heap: number
}

/** Follows a pool until all of it is known, in this process, which should do nothing else. */
export async function fill(contest: Contest, vms: number, place: Place): Promise<Filled> {
  const begin = await beginnerOf(contest, vms, place)
  const watch = new Watch()
  const follower = begin()
  const start = performance.now()
  const listed = follower.listed.then(() => (performance.now() - start) / 1000)
  await follower.filled
  const used = watch.used()
  watch.stop()
  const heap = await heapAfterCollection()
  const seconds = await listed
  void follower.stop()
  return { listed: seconds, used, heap }
}

/** Neither has the code of the other in its process, whose heap is looked at. */
async function beginnerOf(contest: Contest, vms: number, place: Place): Promise<() => Follower> {
  if (contest === 'Domus, JSON' || contest === 'Domus, XML') {
    const { follow } = await import('./followers')
    return () => follow(place, contest === 'Domus, JSON' ? 'json' : 'xml', vms)
  }
  const { followWithPeer } = await import('./peer')
  return () => followWithPeer(place, contest === 'xen-api, JSON' ? 'json-rpc' : 'xml-rpc')
}

export function asContest(text: string): Contest {
  const found = contests.find(contest => contest === text)
  if (!found) throw new Error(`No such contest: ${text}`)
  return found
}

/** What `toArguments` wrote. */
export function placeOf([url = '', username = '', password = '']: readonly string[]): Place {
  return { url, username, password }
}

export function toArguments({ url, username, password }: Place): string[] {
  return [url, username, password]
}
