import { decodeValue } from './codec'
import { messageFacts } from './facts'
import { WireError } from './wire'
import { readXmlRpc } from './xmlrpc'

/**
 * What the work of a task gave, from `task.result`: the text of a `<value>`, decoded by what the message returns
 * ("VM.clone", with or without Async.). Undefined for void, for no result, and for a text that is no value.
 */
export function decodeTaskResult(method: string, result: string): unknown {
  const type = messageFacts(method)?.r ?? 'void'
  if (result === '' || type === 'void') return undefined
  try {
    const document = readXmlRpc(result, { strict: false })
    return document.kind === 'value' ? decodeValue(type, document.value) : undefined
  } catch (error) {
    // An owner may write into a task of its own what it likes.
    if (error instanceof WireError) return undefined
    throw error
  }
}
