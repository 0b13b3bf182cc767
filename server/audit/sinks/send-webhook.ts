import { createHmac } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { Agent, request } from 'undici'
import { parseEndpoint } from '@/server/xapi/endpoint'
import { assertReachable, guardedLookup } from '@/server/xapi/reach'
import type { SinkMessage } from './message'

const timeoutMs = 20_000

/**
 * What a receiver checks: HMAC-SHA-256, hexadecimal, over the seconds since the epoch, a full stop and the body. One that
 * also looks at the time can't be told the same twice.
 */
export function webhookSignature(secret: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

/** Posts messages as one JSON document. Resolves when they were taken (2xx); rejects with what went wrong. */
export async function sendWebhook(
  { url, secret, authority }: { url: string; secret: string; authority: string },
  messages: readonly SinkMessage[],
  now: number,
): Promise<void> {
  const endpoint = parseEndpoint(new URL(url).origin)
  assertReachable(endpoint)
  const body = JSON.stringify({ version: 1, rows: messages })
  const agent = new Agent({
    connect: {
      lookup: guardedLookup(endpoint),
      ...(authority ? { ca: [...rootCertificates, authority] } : {}),
    },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: timeoutMs,
  })
  try {
    // Undici's request follows no redirects: nobody sends the log elsewhere.
    const answer = await request(url, {
      method: 'POST',
      body,
      dispatcher: agent,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Domus',
        'domus-signature': webhookSignature(secret, Math.floor(now / 1000), body),
      },
    })
    await answer.body.dump({ limit: 65_536 })
    if (answer.statusCode < 200 || answer.statusCode > 299)
      throw new Error(`it answered with the status ${answer.statusCode}`)
  } finally {
    await agent.destroy()
  }
}
