import { type Follower, follow, followWithPeer, type Place } from './followers'
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
  const watch = new Watch()
  const follower = followerOf(contest, vms, place)
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

function followerOf(contest: Contest, vms: number, place: Place): Follower {
  switch (contest) {
    case 'Domus, JSON':
      return follow(place, 'json', vms)
    case 'Domus, XML':
      return follow(place, 'xml', vms)
    case 'xen-api, JSON':
      return followWithPeer(place, 'json-rpc')
    case 'xen-api, XML':
      return followWithPeer(place, 'xml-rpc')
  }
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
