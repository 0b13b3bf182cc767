import path from 'node:path'
import { z } from 'zod'

const demoPool = z.object({
  url: z.string(),
  username: z.string(),
  password: z.string(),
  certificateSha256: z.string().nullish(),
  /** Where its hosts really are, by the addresses they say. */
  hosts: z.array(z.object({ address: z.string(), url: z.string().nullish() })).optional(),
})
export type DemoPool = z.infer<typeof demoPool>

const networks = z
  .string()
  .default('')
  .transform(text => text.split(',').flatMap(one => one.trim() || []))
  .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'addresses and networks only')))

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  ADMIN_USERNAME: z.string().trim().min(1).max(64).default('admin'),
  ADMIN_PASSWORD: z.string().min(1).optional(),
  SECRET_KEY: z.string().min(16, 'at least 16 characters').optional(),
  /** Where people reach Domus, when that is not where it listens: "https://domus.example.org". */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Proxies whose X-Forwarded-For is believed: "10.0.0.2,172.16.0.0/12". */
  TRUSTED_PROXIES: networks,
  /** Networks in which pools may be although they are refused otherwise: "127.0.0.0/8,169.254.7.0/24". */
  POOL_NETWORKS: networks,
  /** A process that does not lead lets go of a pool that nobody has looked at through it for so long. */
  POOL_GRACE_MINUTES: z.coerce.number().min(1).max(1440).default(5),
  /** Set by the launcher: the demo pool it has started. */
  DEMO_POOL: z
    .string()
    .transform((text, ctx) => {
      try {
        return demoPool.parse(JSON.parse(text))
      } catch {
        ctx.addIssue({ code: 'custom', message: 'must be JSON with url, username, password' })
        return z.NEVER
      }
    })
    .optional(),
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
})

export type Env = ReturnType<typeof readEnv>

/**
 * The environment, checked; nothing else reads process.env. An empty variable counts as absent. Throws an Error
 * whose message names each variable that is wrong, without its value.
 */
export function readEnv(source: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment is not as it should be:\n${wrong.join('\n')}`)
  }
  return { ...parsed.data, DATA_DIR: path.resolve(parsed.data.DATA_DIR) }
}
