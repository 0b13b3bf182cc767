import { createClient } from 'xen-api'
import type { Follower, Place } from './followers'

/** The client that others use. */
export function followWithPeer(place: Place, transport: 'json-rpc' | 'xml-rpc'): Follower {
  const { url, username: user, password } = place
  const client = createClient({ url, auth: { user, password }, allowUnauthorized: true, transport })
  const filled = client.connect().then(() => client.objectsFetched)
  return { listed: filled, filled, stop: () => client.disconnect() }
}
