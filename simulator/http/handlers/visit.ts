import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Ref } from '../../../server/xapi/model/records'
import type { Pool } from '../../pool'
import type { Screens } from '../screens'

/** A request for a file or stream, to one host, from somebody who may have it. */
export interface Visit {
  readonly pool: Pool
  /** The host that was asked. */
  readonly host: Ref<'host'>
  readonly screens: Screens
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  /** Of the query, decoded. */
  readonly params: URLSearchParams
}

export type Serve = (visit: Visit) => Promise<void>

/** What answers at a path and everything that begins with it. */
export interface Route {
  readonly method: 'GET' | 'PUT'
  readonly path: string
  /** `get_export`: roles are given by it, and a challenge names it. */
  readonly action: string
  /** Whether it answers this request without a login; if not given, never. */
  readonly open?: (visit: Visit) => boolean
  readonly serve: Serve
}
