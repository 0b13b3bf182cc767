import { BlockList, isIPv6 } from 'node:net'
import type { Env } from '@/server/env'
import { parseEndpoint } from '@/server/xapi/endpoint'
import type { Reach } from '@/server/xapi/reach'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/**
 * Where Domus connects to for people. Its own loopback is open while Domus itself listens there and nowhere else, as
 * on a desk: whoever reaches it sits at the machine. Behind a proxy or on the network people must not reach through
 * Domus what listens on its loopback because nobody else should; there only the demo pool that was started with it is.
 */
export function reachOf(
  env: Pick<Env, 'HOST' | 'PUBLIC_URL' | 'TRUSTED_PROXIES' | 'POOL_NETWORKS' | 'DEMO_POOL'>,
): Reach {
  const local =
    env.HOST === 'localhost' ||
    (/^[\d.]+$|:/.test(env.HOST) && loopback.check(env.HOST, isIPv6(env.HOST) ? 'ipv6' : 'ipv4'))
  return {
    loopback: local && env.PUBLIC_URL === undefined && env.TRUSTED_PROXIES.length === 0,
    allowed: env.POOL_NETWORKS,
    places: env.DEMO_POOL
      ? [env.DEMO_POOL.url, ...(env.DEMO_POOL.hosts ?? []).flatMap(({ url }) => url ?? [])].map(url =>
          parseEndpoint(url),
        )
      : [],
  }
}
