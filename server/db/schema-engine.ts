import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlQuery,
} from '@prisma/driver-adapter-utils'
import type * as Engine from '@prisma/schema-engine-wasm'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'

/**
 * Prisma's own schema engine in this process, over an ordinary PostgreSQL connection: the `prisma migrate`
 * command would download a binary. Its package loads the wasm module as an ES module, which Node 20 does only
 * behind a flag, so it is instantiated here by hand.
 */
export async function openSchemaEngine(url: string, schema: string): Promise<Engine.SchemaEngine> {
  const { SchemaEngine } = loadGlue()
  const adapter = bindMigrationAwareSqlAdapterFactory(new EngineAdapterFactory(url))
  return SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, adapter)
}

let loaded: Glue | undefined

/** The glue keeps the module's memory to itself, so there is one instance of it in a process. */
function loadGlue(): Glue {
  if (loaded) return loaded
  const require = createRequire(import.meta.url)
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const module = new WebAssembly.Module(readFileSync(path.join(folder, 'schema_engine_bg.wasm')))
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': asImports(glue) })
  loaded = asGlue(glue)
  loaded.__wbg_set_wasm(exports)
  asStart(exports).__wbindgen_start()
  return loaded
}

/** The migrations of a folder, as the engine wants them told. */
export function readMigrations(folder: string): Engine.MigrationList {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(path.join(folder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map(name => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

interface Glue {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
  SchemaEngine: {
    new: (
      options: Engine.ConstructorOptions,
      log: (line: string) => void,
      adapter: ReturnType<typeof bindMigrationAwareSqlAdapterFactory>,
    ) => Promise<Engine.SchemaEngine>
  }
}

// The package's own typings leave these three out; its generated JavaScript exports them.
const asGlue = (value: unknown) => value as Glue
const asImports = (value: unknown) => value as WebAssembly.ModuleImports
const asStart = (value: unknown) => value as { __wbindgen_start(): void }

/**
 * The adapter's own shadow database is dropped while its pool still holds it open, which PostgreSQL refuses.
 * This one lets go first.
 */
class EngineAdapterFactory extends PrismaPg {
  readonly #parts: ReturnType<typeof partsOf>

  constructor(url: string) {
    const parts = partsOf(url)
    super(parts)
    this.#parts = parts
  }

  override async connect() {
    return withWholeScripts(knowingChar(await super.connect()))
  }

  override async connectToShadowDb() {
    const main = await this.connect()
    const database = `domus_shadow_${randomUUID().replaceAll('-', '')}`
    await main.executeScript(`CREATE DATABASE ${database}`)
    const shadow = withWholeScripts(knowingChar(await new PrismaPg({ ...this.#parts, database }).connect()))
    const letGo = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await letGo()
      await main.executeScript(`DROP DATABASE ${database}`)
      await main.dispose()
    }
    return shadow
  }
}

/** A connection string would overrule the name of the shadow database, which the adapter sets beside it. */
function partsOf(url: string) {
  const { hostname, port, username, password, pathname } = new URL(url)
  return {
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  }
}

const charOid = 18
const textOid = 25

/**
 * The engine reads PostgreSQL's own catalogue, where some columns have the one-byte type "char". The adapter knows no
 * such type and gives up, while the engine insists on it: it is passed as text and named a character afterwards.
 */
function knowingChar<A extends SqlDriverAdapter>(adapter: A): A {
  const inner = asInner(adapter)
  const queryRaw = adapter.queryRaw
  adapter.queryRaw = async query => {
    const chars: number[] = []
    const view = Object.create(adapter, {
      performIO: {
        value: async (asked: SqlQuery) => {
          const result = await inner.performIO(asked)
          result.fields.forEach((field, index) => {
            if (field.dataTypeID !== charOid) return
            field.dataTypeID = textOid
            chars.push(index)
          })
          return result
        },
      },
    })
    const answer = await queryRaw.call(view, query)
    for (const index of chars) answer.columnTypes[index] = ColumnTypeEnum.Character
    return answer
  }
  return adapter
}

/**
 * The adapter cuts a script at its semicolons, also where one stands in the body of a function. PostgreSQL takes a script
 * as it is.
 */
function withWholeScripts<A extends SqlDriverAdapter>(adapter: A): A {
  const inner = asQueried(adapter)
  adapter.executeScript = async script => {
    try {
      await inner.client.query(script)
    } catch (error) {
      inner.onError(error)
    }
  }
  return adapter
}

// Neither are its connection and what it makes of errors of it.
const asQueried = (adapter: object) =>
  adapter as { client: { query(text: string): Promise<unknown> }; onError(error: unknown): never }

// `performIO` is not part of the adapter's public type; its queryRaw calls it on itself.
const asInner = (adapter: object) =>
  adapter as { performIO(query: SqlQuery): Promise<{ fields: { dataTypeID: number }[] }> }
