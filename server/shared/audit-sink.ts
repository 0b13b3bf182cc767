import { z } from 'zod'
import { secret } from './secret'
import { say } from './text'

export const sinkKinds = { syslog: say('Syslog over TLS'), webhook: 'Webhook' } as const
export type SinkKind = keyof typeof sinkKinds

const hostAndPort = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::(\d{1,5}))?$/

/** Where syslog is sent to: "logs.example.org:6514", "[2001:db8::1]"; null for what is no such place. */
export function syslogPlace(address: string): { host: string; port: number } | null {
  const [, host, port = '6514'] = hostAndPort.exec(address) ?? []
  const number = Number(port)
  if (!host || number < 1 || number > 65_535) return null
  return { host: host.replace(/^\[|\]$/g, ''), port: number }
}

function isHttps(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  return url?.protocol === 'https:' && url.username === '' && url.password === ''
}

const authority = z
  .string()
  .trim()
  .max(100_000)
  .refine(
    pem => pem === '' || /^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----$/.test(pem),
    say('Certificates in PEM begin with “-----BEGIN CERTIFICATE-----”.'),
  )

/** What a person says of a place that the audit log is sent to. */
export const sinkSchema = z
  .object({
    kind: z.enum(['syslog', 'webhook']),
    name: z.string().trim().min(1, say('Give it a name.')).max(64),
    address: z.string().trim().min(1, say('Say where.')).max(2000),
    authority,
    /** Of a webhook; empty: as it is. */
    secret: secret(z.string().max(256)),
    enabled: z.boolean(),
  })
  .superRefine(({ kind, address, secret }, ctx) => {
    if (kind === 'syslog' && !syslogPlace(address))
      ctx.addIssue({ code: 'custom', path: ['address'], message: say('Give a name or address and a port.') })
    if (kind === 'webhook' && !isHttps(address))
      ctx.addIssue({
        code: 'custom',
        path: ['address'],
        message: say('Give an address that begins with https://.'),
      })
    if (kind === 'webhook' && secret !== '' && secret.length < 16)
      ctx.addIssue({ code: 'custom', path: ['secret'], message: say('Give at least 16 characters.') })
  })
export type SinkInput = z.input<typeof sinkSchema>

/** Days that the log is kept; null: for ever. */
export const retentionSchema = z.number().int().min(30, say('At least 30 days.')).max(36_500).nullable()
