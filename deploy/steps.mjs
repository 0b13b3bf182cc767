/**
 * The steps that start, test and check share. Plain JavaScript without dependencies: on a fresh clone this runs
 * before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const inRoot = (...parts) => path.join(root, ...parts)

/** What every program started here gets: no telemetry, no update checks, and the engine Prisma insists on finding. */
export function environment(extra = {}) {
  return {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    // `prisma generate` needs no schema engine, but looks for one; any executable satisfies it.
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
    ...extra,
  }
}

/** Runs a program to its end with its output on ours (or kept back and shown if it fails). Rejects on failure. */
export function run(program, args, { env = {}, quiet = false, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: environment(env),
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    })
    let said = ''
    child.stdout?.on('data', text => (said += text))
    child.stderr?.on('data', text => (said += text))
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (code === 0) return resolve(said)
      if (said) process.stderr.write(said)
      reject(new Error(`${path.basename(program)} ${args.join(' ')} ended with ${signal ?? code}`))
    })
  })
}

/** Runs a package's own program with this Node, so that neither PATH nor a shell matters. */
export const tool = (script, args, options) =>
  run(process.execPath, [inRoot('node_modules', script), ...args], options)

export const tools = {
  next: 'next/dist/bin/next',
  prisma: 'prisma/build/index.js',
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  vitest: 'vitest/vitest.mjs',
  playwright: '@playwright/test/cli.js',
}

function files(folder) {
  if (!existsSync(inRoot(folder))) return []
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap(entry => {
    const name = path.join(folder, entry.name)
    if (name === path.join('server', 'db', 'generated')) return []
    return entry.isDirectory() ? files(name) : [name]
  })
}

/** A digest of what files hold: mtimes say nothing after a checkout. */
function digest(inputs) {
  const hash = createHash('sha256').update(process.version)
  for (const input of inputs) {
    const names = existsSync(inRoot(input)) && !path.extname(input) ? files(input) : [input]
    for (const name of names.sort()) {
      if (/\.test\.tsx?$/.test(name) || !existsSync(inRoot(name))) continue
      hash
        .update(name)
        .update('\0')
        .update(readFileSync(inRoot(name)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/** Does a step unless it was done on the very same input and its result is there. */
async function once(name, inputs, result, step) {
  const stamp = inRoot('.build', `${name}.stamp`)
  const now = digest(inputs)
  if (existsSync(inRoot(result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false
  await step()
  mkdirSync(inRoot('.build'), { recursive: true })
  writeFileSync(stamp, now)
  return true
}

/** Installs what package-lock.json names, if what is installed is not that. */
export function install(say = () => {}) {
  const installed = inRoot('node_modules', '.package-lock.json')
  const marker = inRoot('node_modules', '.domus-lock')
  const wanted = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
  if (existsSync(installed) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return
  if (!existsSync(installed) || !matches()) {
    say('Installing dependencies (once)')
    // Where the registry lacks packages for other platforms, a lock file written there lacks them too, and `npm ci`
    // refuses it. `npm install` takes the same versions and does without.
    if (!npm(['ci'], 'ignore') && !npm(['install', '--no-save'], 'inherit')) {
      throw new Error('npm could not install the dependencies; its messages are above.')
    }
  }
  writeFileSync(marker, wanted)

  function npm(command, stderr) {
    const [program, ...first] = process.env.npm_execpath
      ? [process.execPath, process.env.npm_execpath]
      : ['npm']
    const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    const options = {
      cwd: root,
      env: environment({ NODE_ENV: undefined }),
      stdio: ['ignore', 'ignore', stderr],
    }
    return spawnSync(program, [...first, ...command, ...flags], options).status === 0
  }

  function matches() {
    const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages
    const have = JSON.parse(readFileSync(installed, 'utf8')).packages
    return Object.entries(lock).every(
      ([name, { version, optional }]) => name === '' || optional || have[name]?.version === version,
    )
  }
}

export const generateClient = () =>
  once(
    'prisma',
    ['prisma/schema.prisma', 'prisma/prisma.config.ts', 'package-lock.json'],
    'server/db/generated/client.ts',
    () => tool(tools.prisma, ['generate', '--config', 'prisma/prisma.config.ts'], { quiet: true }),
  )

/** How programs of ours are bundled; packages stay outside, so native ones work. */
const bundling = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
  tsconfig: inRoot('tsconfig.json'),
  // Generated Prisma code and CommonJS packages ask for these.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
}

/** Bundles a program of ours to .build/. */
async function bundle(name, entry) {
  const { build } = await import('esbuild')
  await build({ ...bundling, entryPoints: [inRoot(entry)], outfile: inRoot('.build', `${name}.mjs`) })
}

export const buildSimulator = () =>
  once('simulator', ['simulator', 'server/xapi', 'package-lock.json'], '.build/simulator.mjs', () =>
    bundle('simulator', 'simulator/main.ts'),
  )

export const buildServer = () =>
  once(
    'server',
    ['server', 'prisma/schema.prisma', 'package-lock.json', 'tsconfig.json'],
    '.build/server.mjs',
    () => bundle('server', 'server/main.ts'),
  )

/** Packs scripts and styles by brotli, once and as well as it can: server/http/packed-files.ts gives them out. */
async function packFiles(folder) {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
  const named = readdirSync(folder, { recursive: true }).filter(name => /\.(js|css)$/.test(name))
  await Promise.all(
    named.map(async name => {
      const file = path.join(folder, name)
      writeFileSync(`${file}.br`, await promisify(brotliCompress)(readFileSync(file), options))
    }),
  )
}

export const buildPages = (say = () => {}) =>
  once(
    'pages',
    [
      'app',
      'docs',
      'server/catalogue',
      'server/shared',
      'server/access',
      'server/inventory/rows.ts',
      'next.config.js',
      'postcss.config.mjs',
      'tsconfig.json',
      'package-lock.json',
    ],
    '.next/BUILD_ID',
    async () => {
      say('Building the pages (once)')
      await tool(tools.next, ['build'], { quiet: true, env: { NODE_ENV: 'production' } })
      await packFiles(inRoot('.next', 'static'))
    },
  )

export async function bundleOnce(name, entry) {
  await bundle(name, entry)
  return inRoot('.build', `${name}.mjs`)
}

/** A program in parts, in a folder of its own: a process reads only those that it comes to import. */
export async function bundleParts(name, entry) {
  const { build } = await import('esbuild')
  const folder = inRoot('.build', name)
  rmSync(folder, { recursive: true, force: true })
  await build({
    ...bundling,
    entryPoints: { main: inRoot(entry) },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    splitting: true,
  })
  return path.join(folder, 'main.mjs')
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  process.stderr.write(`Domus needs Node 20.19 or newer; this is ${process.version}.\n`)
  process.exit(1)
}
