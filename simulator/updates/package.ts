import { facts } from '../../server/xapi/facts'
import type { Records } from '../../server/xapi/model/records'
import { unescapeText } from '../../server/xapi/xml-text'
import { Failure } from '../failure'
import { Iso9660, type Readable } from './iso9660'

/** What the description in an update says of it. */
export type UpdateInfo = Pick<
  Records['pool_update'],
  | 'uuid'
  | 'name_label'
  | 'name_description'
  | 'version'
  | 'installation_size'
  | 'key'
  | 'after_apply_guidance'
  | 'enforce_homogeneity'
>

const DESCRIPTION = 'update.xml'
const INDEX = 'repodata/repomd.xml'

/**
 * Reads the description of the update that is on a disk. Refused with INVALID_UPDATE when it is none. Whose signatures
 * it carries is not known here: that they are there is all that is looked at.
 */
export function readUpdate(disk: Readable): UpdateInfo {
  const image = Iso9660.of(disk)
  if (!image) throw new Failure('INVALID_UPDATE', 'Please upload a valid package.')
  const xml = image.file(DESCRIPTION)?.toString('utf8')
  if (xml === undefined)
    throw new Failure('INVALID_UPDATE', 'missing update document (update.xml) in the package.')
  const info = parse(xml)
  for (const signed of [DESCRIPTION, INDEX])
    if (!image.file(signed) || !image.file(`${signed}.asc`))
      throw new Failure('INVALID_UPDATE', 'Invalid signature')
  return info
}

function parse(xml: string): UpdateInfo {
  const [, head, rest = ''] = /<update((?:\s+[\w:.-]+="[^"]*")*)\s*\/?>([\s\S]*)/.exec(xml) ?? []
  if (head === undefined) throw new Failure('INVALID_UPDATE', 'missing <update> in update.xml')
  const attributes = new Map<string, string>()
  for (const [, name = '', value = ''] of head.matchAll(/([\w:.-]+)="([^"]*)"/g))
    attributes.set(name, unescapeText(value, false, 0))
  const needed = (name: string) => {
    const value = attributes.get(name)
    if (value === undefined) throw new Failure('INVALID_UPDATE', `missing <${name}> in update.xml`)
    return value
  }
  const [uuid, name_label, version] = [needed('uuid'), needed('name-label'), needed('version')]
  const [, description] = /<name-description>([^<]*)<\/name-description>/.exec(rest) ?? []
  if (description === undefined)
    throw new Failure('INVALID_UPDATE', 'missing <name-description> in update.xml')
  const size = attributes.get('installation-size') ?? ''
  return {
    uuid,
    name_label,
    name_description: unescapeText(description, false, 0),
    version,
    installation_size: /^\d+$/.test(size) ? Number(size) : 0,
    // A path is not followed: the key is one of the host's own.
    key: (attributes.get('key') ?? '').replace(/^.*\//, ''),
    after_apply_guidance: guidance(attributes.get('after-apply-guidance') ?? ''),
    enforce_homogeneity: attributes.get('enforce-homogeneity') === 'true',
  }
}

/** One word that means nothing makes the whole mean nothing. */
function guidance(text: string): UpdateInfo['after_apply_guidance'] {
  const known: readonly string[] = facts.enums.update_after_apply_guidance ?? []
  const words = text === '' ? [] : text.split(',')
  return words.every(word => known.includes(word)) ? asGuidance(words) : []
}

/** The caller compared the words with the model's. */
function asGuidance(words: readonly string[]): UpdateInfo['after_apply_guidance'] {
  return words as UpdateInfo['after_apply_guidance']
}
