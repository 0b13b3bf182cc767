/**
 * What the packages that Domus is made of may be used under. Offline, from node_modules: run by `npm run check`, and
 * alone as `npm run licences`. `npm run vulnerabilities` asks the registry what is known of them.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Licences under which a package may be used in what is given away under Apache-2.0. */
const taken = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unicode-3.0',
  'Unlicense',
  'W3C-20150513',
  'Zlib',
])

/**
 * Taken all the same, each for its reason: weak copyleft, of files that are used as they are, or a tool of the tests that
 * never is part of what is given away. A change of the licence is found out.
 */
const apart = new Map([
  ['@novnc/novnc', 'MPL-2.0'], // unchanged, its source is on its page
  ['axe-core', 'MPL-2.0'], // tests
  ['elkjs', 'EPL-2.0'], // a picture of tables in Prisma's own tool, which Domus does not open
  ['lightningcss', 'MPL-2.0'], // build
  ['@img/sharp-libvips', 'LGPL-3.0-or-later'], // a library of its own beside Next
  ['kindof', 'LAGPL'], // another client, which tests talk to the simulator with
  ['xo-collection', 'AGPL-3.0-or-later'], // the same
  ['xo-common', 'AGPL-3.0-or-later'], // the same
  ['precond', 'none given'], // the same; MIT by its README
  ['seq-queue', 'none given'], // MIT by its LICENSE
])
/** Of these nothing may be needed outside of tests and builds. */
const testsOnly = new Set(['axe-core', 'kindof', 'precond', 'xo-collection', 'xo-common'])

/** Whether an SPDX expression can be met with what is taken: one of an "OR", all of an "AND". */
export function isTaken(expression) {
  const plain = expression.replace(/[()]/g, ' ').trim()
  if (/\sOR\s/i.test(plain)) return plain.split(/\sOR\s/i).some(isTaken)
  if (/\sAND\s/i.test(plain)) return plain.split(/\sAND\s/i).every(isTaken)
  return taken.has(plain.split(/\sWITH\s/)[0].trim())
}

function licenceOf({ license, licenses }) {
  if (typeof license === 'string') return license
  if (typeof license?.type === 'string') return license.type
  const all = Array.isArray(licenses) ? licenses.map(one => one.type ?? one) : []
  return all.length > 0 ? all.join(' OR ') : 'none given'
}

/** Packages under a licence that is not taken: "name version: licence". `root` holds package-lock.json and node_modules. */
export function foreignLicences(root) {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const found = []
  let looked = 0
  for (const [place, locked] of Object.entries(packages)) {
    if (place === '') continue
    let description
    try {
      description = JSON.parse(readFileSync(path.join(root, place, 'package.json'), 'utf8'))
    } catch (error) {
      // Built for another platform, and not there on this one.
      if (locked.optional || locked.devOptional) continue
      throw error
    }
    looked++
    const { name, version } = description
    const licence = licenceOf(description)
    // Packages for one platform are called after the one for all.
    const allowed = [...apart].some(
      ([beginning, its]) =>
        licence === its &&
        (name === beginning || name.startsWith(`${beginning}-`)) &&
        (locked.dev === true || !testsOnly.has(beginning)),
    )
    if (!allowed && !isTaken(licence)) found.push(`${name} ${version}: ${licence}`)
  }
  return { found, looked }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { found, looked } = foreignLicences(fileURLToPath(new URL('..', import.meta.url)))
  for (const one of found) console.error(one)
  console.log(`${looked} packages looked at, ${found.length} under a licence that is not taken`)
  process.exit(found.length > 0 ? 1 : 0)
}
