import { isIP, isIPv6 } from 'node:net'
import { connect, rootCertificates } from 'node:tls'
import { parseEndpoint } from '@/server/xapi/endpoint'
import { assertReachable, guardedLookup } from '@/server/xapi/reach'
import { countedFrame, type SinkMessage, syslogText } from './message'

const timeoutMs = 20_000
/** A receiver that has gone is heard of within this, before we end the connection ourselves. */
const listenMs = 500

/**
 * Sends messages over a TLS connection of their own (RFC 5425) and resolves once the other side has closed it in its turn.
 * Syslog has no answers: that everything was taken shows only by a receiver that stays until we say that it is all, and
 * closes then. Rejects with what went wrong; the messages may have arrived all the same.
 */
export function sendSyslog(
  { host, port, authority }: { host: string; port: number; authority: string },
  messages: readonly SinkMessage[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const endpoint = parseEndpoint(`https://${isIPv6(host) ? `[${host}]` : host}:${port}`)
    assertReachable(endpoint)
    const socket = connect({
      host,
      port,
      lookup: guardedLookup(endpoint),
      minVersion: 'TLSv1.2',
      ...(isIP(host) ? {} : { servername: host }),
      ...(authority ? { ca: [...rootCertificates, authority] } : {}),
    })
    let told = false
    let orderly = false
    let timer: NodeJS.Timeout | undefined
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('it did not answer in time')))
    socket.once('secureConnect', () => {
      const whole = Buffer.concat(messages.map(message => countedFrame(syslogText(message))))
      socket.write(whole, () => {
        timer = setTimeout(() => {
          told = true
          socket.end()
        }, listenMs)
      })
    })
    socket.once('end', () => {
      orderly = told
    })
    socket.once('error', reject)
    socket.once('close', () => {
      clearTimeout(timer)
      return orderly ? resolve() : reject(new Error('the connection broke off'))
    })
    socket.resume()
  })
}
