import {
  type Document,
  type ErrorCode,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import { say, t, told } from './text'

/** Where something in a text is wrong; lines and columns from 1. No part of the text stands in the message. */
export interface TextIssue {
  line: number
  column: number
  message: string
}

/** What guests take; a drive has room for more. */
export const mostSeedText = 64 * 1024

/** Stands in texts to begin with, where everybody has to put something of their own. */
export const toReplace = 'CHANGE-ME'

/** The library's own sentences quote the text, which may have a password in it. */
const sentences: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: say('This refers to an anchor that is not there.'),
  BAD_DQ_ESCAPE: say('There is no such escape in a quoted text.'),
  BAD_INDENT: say('This is indented in another way than its neighbours.'),
  BAD_SCALAR_START: say('A text that begins with this character needs quotes.'),
  BLOCK_AS_IMPLICIT_KEY: say('A key and its value can’t begin here: is something missing in the line above?'),
  BLOCK_IN_FLOW: say('Within brackets there are no lists and maps by indentation.'),
  DUPLICATE_KEY: say('This key is there already.'),
  MISSING_CHAR: say('A character is missing: a colon, a quote or a bracket.'),
  MULTILINE_IMPLICIT_KEY: say('A key stands on one line: is a colon missing?'),
  MULTIPLE_DOCS: say('There is one document at most.'),
  TAB_AS_INDENT: say('YAML is indented by spaces, not by tabs.'),
  TAG_RESOLVE_FAILED: say('There is no such tag.'),
  UNEXPECTED_TOKEN: say('This is not expected here.'),
}

interface Read {
  root: YAMLMap
  at: (offset: number | undefined, message: string) => TextIssue
}

/** A text as a map, or what is wrong with it. Guests read YAML 1.1. */
function readMap(text: string): Read | TextIssue {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    ...{ version: '1.1', lineCounter: lines, prettyErrors: false, logLevel: 'silent' },
  })
  const at = (offset: number | undefined, message: string): TextIssue => {
    const { line, col } = lines.linePos(Math.min(offset ?? 0, text.length))
    return { line: Math.max(1, line), column: Math.max(1, col), message }
  }
  const [error] = document.errors
  if (error) return at(error.pos[0], told(sentences[error.code] ?? say('This can’t be read as YAML.')))
  const lost = aliasOfNothing(document)
  if (lost !== undefined) return at(lost, told(sentences.BAD_ALIAS ?? ''))
  if (!isMap(document.contents))
    return at(document.contents?.range?.[0], t('A map is needed: lines of “key: value”.'))
  return { root: document.contents, at }
}

/** Where something refers to an anchor that does not stand before it. */
function aliasOfNothing(document: Document.Parsed): number | undefined {
  const anchors = new Set<string>()
  let lost: number | undefined
  visit(document, {
    Alias: (_, { source, range }) => {
      if (anchors.has(source)) return undefined
      lost = range?.[0] ?? 0
      return visit.BREAK
    },
    Value: (_, { anchor }) => void (anchor !== undefined && anchors.add(anchor)),
  })
  return lost
}

function toReplaceIn(text: string): TextIssue | undefined {
  const lines = text.split('\n')
  const line = lines.findIndex(one => one.includes(toReplace))
  if (line < 0) return undefined
  return {
    line: line + 1,
    column: (lines[line] ?? '').indexOf(toReplace) + 1,
    message: t('Put something of your own in place of {word}.', { word: toReplace }),
  }
}

/** Of these keys guests read lists and nothing else. */
const lists = ['bootcmd', 'runcmd', 'packages', 'ssh_authorized_keys', 'write_files']

/** What is wrong with a text for cloud-init: a cloud-config, or a script that begins with "#!". */
export function userDataIssue(text: string): TextIssue | undefined {
  const first = text.split('\n', 1)[0]?.trimEnd()
  if (text.length > mostSeedText) return tooLong()
  if (first?.startsWith('#!')) return toReplaceIn(text)
  if (first !== '#cloud-config')
    return { line: 1, column: 1, message: t('The first line is {line}.', { line: '#cloud-config' }) }
  const read = readMap(text)
  if (!('root' in read)) return read
  for (const { key, value } of read.root.items) {
    if (!isScalar(key) || !lists.includes(String(key.value))) continue
    if (!isSeq(value))
      return read.at(
        key.range?.[0],
        t('{key} is a list: lines that begin with “- ”.', { key: String(key.value) }),
      )
  }
  return toReplaceIn(text)
}

/** What is wrong with a description of networks; an empty one leaves them to DHCP. */
export function networkConfigIssue(text: string): TextIssue | undefined {
  if (text.trim() === '') return undefined
  if (text.length > mostSeedText) return tooLong()
  const read = readMap(text)
  if (!('root' in read)) return read
  const within: unknown = read.root.get('network')
  const version: unknown = (isMap(within) ? within : read.root).get('version')
  if (version !== 1 && version !== 2)
    return read.at(
      read.root.range?.[0],
      t('It says which version it is written in: {line}.', { line: 'version: 2' }),
    )
  return toReplaceIn(text)
}

function tooLong(): TextIssue {
  return { line: 1, column: 1, message: t('It is longer than {n} KiB.', { n: mostSeedText / 1024 }) }
}

/** "Line 3, column 5: …" */
export function issueText({ line, column, message }: TextIssue): string {
  return t('Line {line}, column {column}: {message}', { line, column, message })
}
