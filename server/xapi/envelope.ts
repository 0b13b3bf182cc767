import { TransportError, XapiError } from './errors'
import { isStruct, type Wire } from './wire'
import type { XmlRpcDocument } from './xmlrpc'

/**
 * The value an answer carries. Throws XapiError for a refusal, TransportError bad-answer for what is no answer of the
 * XenAPI. `call` and `host` go into the error, `session` does not: a host may quote it in a text of its own.
 */
export function openEnvelope(document: XmlRpcDocument, call: string, host: string, session?: string): Wire {
  if (document.kind === 'fault') {
    const fault = isStruct(document.value) ? document.value : {}
    throw new XapiError('Fault', [String(fault.faultCode ?? ''), String(fault.faultString ?? '')], call, host)
  }
  if (document.kind !== 'response')
    throw new TransportError('bad-answer', host, { call, detail: 'no answer' })
  const { value } = document
  // system.listMethods answers without an envelope.
  if (Array.isArray(value)) return value
  if (isStruct(value) && value.Status === 'Success') return value.Value ?? ''
  if (isStruct(value) && value.Status === 'Failure' && Array.isArray(value.ErrorDescription)) {
    const [code = 'INTERNAL_ERROR', ...params] = value.ErrorDescription.map(item =>
      session ? String(item).replaceAll(session, 'the session') : String(item),
    )
    throw new XapiError(code, params, call, host)
  }
  throw new TransportError('bad-answer', host, { call, detail: 'no Status' })
}
