import { isStruct, type Wire } from '../../server/xapi/wire'
import type { Answer } from '../handlers/answer'
import { JsonError, readJson } from './json-read'
import { jsonResult } from './json-write'
import type { Pieces } from './pieces'

/** A call of JSON-RPC. Version 1.0 has no `jsonrpc` member. */
export interface JsonCall {
  readonly version: 1 | 2
  readonly id: string | number
  readonly method: string
  readonly params: readonly Wire[]
}

/** A body that is no call: hosts show a page that says so, or hang up without a word. */
export type NoCall = { readonly detail: string } | 'hang up'

const malformed = (text: string) => ({ detail: `Jsonrpc.Malformed_method_request("${text}")` })
const known = new Set(['jsonrpc', 'method', 'params', 'id'])

export function readJsonCall(body: string): JsonCall | NoCall {
  let request: Wire
  try {
    request = readJson(body)
  } catch (error) {
    if (error instanceof JsonError) return malformed('Invalid request body')
    throw error
  }
  if (Array.isArray(request) && request.length === 0) return 'hang up'
  if (!isStruct(request)) return malformed('Invalid request body')
  const { jsonrpc, method, params = [], id } = request
  if (jsonrpc !== undefined && typeof jsonrpc !== 'string')
    return malformed("Invalid field 'jsonrpc' in request body")
  if (jsonrpc !== undefined && jsonrpc !== '2.0') return 'hang up'
  if (id === undefined || id === null || typeof id === 'boolean')
    return malformed("Invalid field 'id' in request body")
  if (typeof id !== 'string' && typeof id !== 'number') return 'hang up'
  if (method === undefined) return malformed('Required field method is missing')
  if (typeof method !== 'string') return 'hang up'
  if (!Array.isArray(params) && !isStruct(params)) return malformed("Invalid field 'params' in request body")
  if (Object.keys(request).some(name => !known.has(name))) return 'hang up'
  // Named parameters are one parameter, a map.
  return {
    version: jsonrpc === undefined ? 1 : 2,
    id,
    method,
    params: Array.isArray(params) ? params : [params],
  }
}

/** The answer to a call. A refusal of the API is no error of HTTP. */
export function* jsonAnswer({ version, id }: Pick<JsonCall, 'version' | 'id'>, answer: Answer): Pieces {
  const key = JSON.stringify(id)
  if (answer.kind === 'failure') {
    const { code, params } = answer
    const error = { code: 1, message: code, data: params }
    yield version === 1
      ? `{"result":null,"error":${JSON.stringify([code, ...params])},"id":${key}}`
      : `{"jsonrpc":"2.0","error":${JSON.stringify(error)},"id":${key}}`
    return
  }
  yield version === 2 ? '{"jsonrpc":"2.0","result":' : '{"result":'
  yield* jsonResult(answer)
  yield version === 2 ? `,"id":${key}}` : `,"error":null,"id":${key}}`
}
