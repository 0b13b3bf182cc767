import type { AnswerReader } from './answer'
import { JsonAnswerReader } from './jsonrpc-answer'
import { writeJsonCall } from './jsonrpc-write'
import type { Plan } from './plan'
import { XmlAnswerReader } from './xmlrpc-answer'
import { type TypedParam, writeCall } from './xmlrpc-write'

/** A call as it goes over HTTP, and what reads its answer. */
export interface Request {
  readonly path: string
  readonly contentType: string
  /** What the content type of an answer has in it. */
  readonly accepts: RegExp
  readonly body: string
  readonly reader: AnswerReader
}

/** One of the languages in which hosts take calls. */
export interface WireFormat {
  readonly name: 'json' | 'xml'
  /** A call whose result is what `plan` says. */
  request(method: string, params: readonly TypedParam[], plan: Plan): Request
}

export const xmlFormat: WireFormat = {
  name: 'xml',
  request: (method, params, plan) => ({
    path: '/',
    contentType: 'text/xml',
    accepts: /xml/i,
    body: writeCall(method, params),
    reader: new XmlAnswerReader(plan),
  }),
}

export const jsonFormat: WireFormat = {
  name: 'json',
  request: (method, params, plan) => ({
    path: '/jsonrpc',
    contentType: 'application/json',
    accepts: /json/i,
    body: writeJsonCall(method, params),
    reader: new JsonAnswerReader(plan),
  }),
}
