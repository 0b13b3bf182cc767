/**
 * The texts of the sources and what they are in other languages: `npm run texts` says how much is translated, and
 * what is missing or not used any more. `npm run texts -- --write` sorts the files of the languages, and takes out what
 * is not used. docs/languages.md says how texts are written.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = path.join(root, 'server', 'texts')
/** The tables of XAPI's codes: whatever is a sentence there is a text, with places of its own kind. */
const xapiTables = /[\\/]xapi-errors[\\/]/
/** What names a text in its first argument. */
const naming = new Set(['t', 'say', 'told', 'rich', 'parts', 'titled', 'worded'])

function sources() {
  return ['app', 'server'].flatMap(room =>
    readdirSync(path.join(root, room), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name))
      .map(entry => path.join(entry.parentPath, entry.name))
      .filter(file => !/[\\/](generated|model|testing|kit)[\\/]/.test(file)),
  )
}

/** The texts that a source names, each once. */
export function textsOf(file, source) {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`)
  const found = new Set()
  const literal = node => {
    if (node?.type === 'Literal' && typeof node.value === 'string') found.add(node.value)
    else if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
      found.add(node.quasis[0].value.cooked)
    else if (node?.type === 'ConditionalExpression') {
      literal(node.consequent)
      literal(node.alternate)
    }
  }
  const table = xapiTables.test(file) && !/fill\.ts$/.test(file)
  const walk = node => {
    if (table && node.type === 'Literal' && / .*\.$/.test(String(node.value))) literal(node)
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier') {
      if (naming.has(node.callee.name)) literal(node.arguments[0])
      if (node.callee.name === 'appError') {
        literal(node.arguments[1])
        for (const property of node.arguments[2]?.properties ?? []) {
          if (property.key?.name === 'next') literal(property.value)
        }
      }
    }
    for (const part of Object.values(node)) {
      for (const one of Array.isArray(part) ? part : [part]) {
        if (one !== null && typeof one === 'object' && typeof one.type === 'string') walk(one)
      }
    }
  }
  walk(program)
  return found
}

/** Every text, and the files that name it. */
export function allTexts() {
  const texts = new Map()
  for (const file of sources()) {
    const source = readFileSync(file, 'utf8')
    if (!xapiTables.test(file) && !/\b(t|say|told|rich|parts|titled|worded|appError)\(/.test(source)) continue
    for (const text of textsOf(file, source)) {
      texts.set(text, [...(texts.get(text) ?? []), path.relative(root, file)])
    }
  }
  return texts
}

/** The files of the languages: of what browsers have, and of what only the server tells. */
export function languageFiles() {
  return ['', 'xapi'].flatMap(part =>
    readdirSync(path.join(folder, part))
      .filter(name => name.endsWith('.json'))
      .map(name => ({
        language: path.join(part, name.slice(0, -'.json'.length)),
        xapi: part === 'xapi',
        file: path.join(folder, part, name),
        told: JSON.parse(readFileSync(path.join(folder, part, name), 'utf8')),
      })),
  )
}

/** What stands against each file: texts without a translation, and translations without a text. */
export function compare(texts = allTexts()) {
  return languageFiles().map(({ xapi, told, ...rest }) => {
    const wanted = [...texts].filter(([, files]) => files.every(file => xapiTables.test(file)) === xapi)
    const names = new Set(wanted.map(([text]) => text))
    return {
      ...rest,
      told,
      all: names.size,
      missing: [...names].filter(text => !Object.hasOwn(told, text)),
      unused: Object.keys(told).filter(text => !names.has(text)),
    }
  })
}

/** How far each language is, a line each. */
export function languagesSay(compared = compare()) {
  return compared.map(
    ({ language, all, missing, unused }) =>
      `${language}: ${all - missing.length} texts translated, ${missing.length} missing, ${unused.length} unused`,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const compared = compare()
  for (const line of languagesSay(compared)) console.log(line)
  for (const { language, file, told, missing, unused } of compared) {
    for (const text of process.argv.includes('--missing') ? missing : []) {
      console.log(`${language} missing: ${JSON.stringify(text)}`)
    }
    for (const text of unused) console.log(`${language} unused: ${JSON.stringify(text)}`)
    if (!process.argv.includes('--write')) continue
    const kept = Object.entries(told).filter(([text]) => !unused.includes(text))
    kept.sort(([one], [other]) => (one < other ? -1 : 1))
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`)
  }
}
