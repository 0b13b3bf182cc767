import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { readEnv } from '@/server/env'

const folder = fileURLToPath(new URL('.', import.meta.url))
const read = (name: string) => readFileSync(`${folder}${name}`, 'utf8')

/** Playwright brings a YAML parser along; no package of ours needs one. */
const { yaml } = createRequire(import.meta.url)('playwright-core/lib/utilsBundle')
const documents = (text: string): unknown[] =>
  yaml.parseAllDocuments(text, { merge: true, strict: true }).map((one: YamlDocument) => {
    expect(one.errors).toEqual([])
    return one.toJS()
  })
interface YamlDocument {
  errors: unknown[]
  toJS(): unknown
}

const values: unknown = documents(read('chart/values.yaml'))[0]

/** Templates are .tpl, which Helm takes as well: as .yaml the formatter would read them. What Helm makes of the few constructs the chart uses; any other fails here. */
function rendered(text: string): string {
  const lookUp = (path: string) => {
    let at: unknown = { Release: { Name: 'domus' }, Values: values }
    for (const key of path.split('.').slice(1)) at = z.record(z.string(), z.unknown()).parse(at)[key]
    if (at === undefined) throw new Error(`The chart has no value ${path}`)
    return at
  }
  const done = text
    .replace(/^\{\{- if (\.[\w.]+) \}\}\n([\s\S]*?)^\{\{- end \}\}\n/gm, (_, path, body) =>
      lookUp(path) ? body : '',
    )
    .replace(/\{\{ (\.[\w.]+)( \| quote)? \}\}/g, (_, path, quote) =>
      quote ? JSON.stringify(String(lookUp(path))) : String(lookUp(path)),
    )
  expect(done).not.toContain('{{')
  return done
}

const named = z.object({ name: z.string(), value: z.string().optional() })
const manifest = z.object({
  kind: z.string(),
  spec: z.object({
    replicas: z.number().optional(),
    template: z
      .object({
        spec: z.object({ containers: z.array(z.object({ image: z.string(), env: z.array(named) })) }),
      })
      .optional(),
  }),
})
const manifests = readdirSync(`${folder}chart/templates`)
  .flatMap(name => documents(rendered(read(`chart/templates/${name}`))))
  .map(one => manifest.parse(one))

const compose = z
  .object({
    services: z.record(
      z.string(),
      z.object({ image: z.string(), environment: z.record(z.string(), z.string()) }),
    ),
  })
  .parse(documents(read('compose.yaml'))[0])

const container = (kind: string) =>
  manifests.find(one => one.kind === kind)?.spec.template?.spec.containers[0]

it('says the same to compose and to Helm', () => {
  const processes = Object.entries(compose.services).filter(([name]) => name.startsWith('domus'))
  const deployment = manifests.find(one => one.kind === 'Deployment')
  expect(processes).toHaveLength(deployment?.spec.replicas ?? 0)
  const env = container('Deployment')?.env ?? []
  for (const [, { environment }] of processes) {
    expect(Object.keys(environment).sort()).toEqual(env.map(one => one.name).sort())
    for (const { name, value } of env) {
      if (value !== undefined && !['PUBLIC_URL', 'TRUSTED_PROXIES'].includes(name))
        expect(environment[name]).toBe(value)
    }
  }
  expect(container('StatefulSet')?.image).toBe(compose.services.postgres?.image)
  expect(manifests.map(one => one.kind).sort()).toEqual(
    ['Deployment', 'Ingress', 'PodDisruptionBudget', 'Service', 'Service', 'StatefulSet'].sort(),
  )
})

it('gives Domus an environment that it takes', () => {
  const env = Object.fromEntries((container('Deployment')?.env ?? []).map(({ name, value }) => [name, value]))
  const secrets = {
    DATABASE_URL: 'postgresql://domus:x@postgres:5432/domus',
    SECRET_KEY: 'x'.repeat(16),
    ADMIN_PASSWORD: 'x',
  }
  expect(readEnv({ ...env, ...secrets })).toMatchObject({ PORT: 3000, TRUSTED_PROXIES: ['10.0.0.0/8'] })
})

it('leads the proxy to each process', () => {
  for (const name of Object.keys(compose.services))
    if (name.startsWith('domus')) expect(read('Caddyfile')).toContain(`${name}:3000`)
})
