import { customFieldKey } from '@/server/shared/custom-fields'
import {
  emptyFoldersKey,
  folderKey,
  folderName,
  formatEmptyFolders,
  isWithinFolder,
  parseEmptyFolders,
  refiled,
} from '@/server/shared/folders'
import { say, t } from '@/server/shared/text'
import type { Calls } from '@/server/xapi/model/calls'
import { defineAction, organisedClasses, type Surroundings, xapiClassOf } from './define'
import { type InputOf, inputOf } from './input'
import { setOtherConfig, setters } from './setters'

const quoted = (texts: readonly string[]) => texts.map(text => `“${text}”`).join(', ')
/** Operators may put things in order: the XenAPI lets them, whatever else of an object they may not change. */
const common = {
  on: organisedClasses,
  tone: 'neutral',
  group: 'organise',
  permission: 'object.organise',
} as const

export const setTags = defineAction({
  ...common,
  id: 'object.setTags',
  label: say('Edit tags…'),
  sentence: (name: string, { add, remove }: InputOf<'tags'>) =>
    [
      add.length > 0 && t('Tag {name} with {tags}', { name, tags: quoted(add) }),
      remove.length > 0 && t('Take {tags} off {name}', { name, tags: quoted(remove) }),
    ]
      .filter(Boolean)
      .join('; '),
  will: say('change'),
  icon: 'tag',
  input: inputOf('tags'),
  async apply({ xapi, row, ref, input: { add, remove } }) {
    const { add_tags, remove_tags } = setters(xapi, xapiClassOf(row.class))
    for (const one of add) if (!row.tags.includes(one)) await add_tags(ref, one)
    for (const one of remove) if (row.tags.includes(one)) await remove_tags(ref, one)
  },
  changes: ({ tags }, { add, remove }) => ({
    before: { tags: [...tags] },
    after: { tags: [...new Set([...tags, ...add])].filter(one => !remove.includes(one)) },
  }),
  undo({ tags }, { add, remove }) {
    const input = {
      add: remove.filter(one => tags.includes(one)),
      remove: add.filter(one => !tags.includes(one) && !remove.includes(one)),
    }
    return input.add.length + input.remove.length === 0 ? undefined : { action: 'object.setTags', input }
  },
})

/** A folder that loses what lies in it stays, as it does in XenCenter: it has to be listed before that. */
async function keepFolder(xapi: Calls, around: Surroundings, path: string): Promise<void> {
  if (path === '' || around.emptyFolders.includes(path)) return
  await changeEmptyFolders(xapi, around, paths => [...paths, path])
}

async function changeEmptyFolders(
  xapi: Calls,
  { alone, pool }: Surroundings,
  change: (paths: readonly string[]) => readonly string[],
): Promise<void> {
  await alone(async () => {
    const before = (await xapi.pool.get_other_config(pool))[emptyFoldersKey]
    const paths = parseEmptyFolders(before)
    const after = formatEmptyFolders(change(paths))
    if (after === formatEmptyFolders(paths)) return
    await setOtherConfig(setters(xapi, 'pool'), pool, emptyFoldersKey, { before, after })
  })
}

export const setFolder = defineAction({
  ...common,
  id: 'object.setFolder',
  label: say('Move to folder…'),
  sentence: (name: string, { folder: path }: InputOf<'folder'>) =>
    path === ''
      ? t('Take {name} out of its folder', { name })
      : t('Move {name} to the folder {path}', { name, path }),
  will: say('move'),
  icon: 'folder',
  input: inputOf('folder'),
  blocked: ({ folder: now }, input) =>
    input === undefined || input.folder !== now
      ? undefined
      : now === ''
        ? t('It is in no folder.')
        : t('It is in {now} already.', { now }),
  async apply({ xapi, row, ref, input: { folder: after }, around }) {
    await keepFolder(xapi, around, row.folder)
    await setOtherConfig(setters(xapi, xapiClassOf(row.class)), ref, folderKey, { before: row.folder, after })
  },
  changes: (row, input) => ({ before: { folder: row.folder }, after: { folder: input.folder } }),
  undo: (row, input) =>
    row.folder === input.folder ? undefined : { action: 'object.setFolder', input: { folder: row.folder } },
})

/** What becomes of one object when a folder is renamed, moved or, with `to` as '', deleted with those below it. */
export const refile = defineAction({
  ...common,
  id: 'object.refile',
  label: say('Change folders'),
  sentence: (name: string, { from, to }: InputOf<'refile'>) =>
    to === ''
      ? t('Delete the folder {from}: {name}', { from, name })
      : t('Change the folder {from} to {to}: {name}', { from, to, name }),
  will: say('change'),
  icon: 'folder',
  listed: false,
  input: inputOf('refile'),
  blocked: (row, input) =>
    input === undefined || concernedBy(row, input.from)
      ? undefined
      : t('It has nothing to do with the folder {from}.', { from: input.from }),
  async apply({ xapi, row, ref, input: { from, to }, around }) {
    const paths = row.class === 'pool' ? row.emptyFolders : []
    // What is new is written first: who may write one and not the other then loses no folder.
    if (to !== '' && paths.some(path => isWithinFolder(path, from)))
      await changeEmptyFolders(xapi, around, all => [...all, ...all.map(path => refiled(path, from, to))])
    const after = refiled(row.folder, from, to)
    await setOtherConfig(setters(xapi, xapiClassOf(row.class)), ref, folderKey, { before: row.folder, after })
    if (paths.some(path => isWithinFolder(path, from)))
      await changeEmptyFolders(xapi, around, all => all.filter(path => !isWithinFolder(path, from)))
  },
  changes: (row, { from, to }) => ({
    before: { folder: row.folder, ...emptiesOf(row) },
    after: {
      folder: refiled(row.folder, from, to),
      ...('emptyFolders' in row
        ? { emptyFolders: row.emptyFolders.flatMap(path => refiled(path, from, to) || []) }
        : {}),
    },
  }),
  undo: row => ({ action: 'object.putBack', input: { folder: row.folder, ...emptiesOf(row) } }),
})

const emptiesOf = (row: object): { emptyFolders?: string[] } =>
  'emptyFolders' in row && Array.isArray(row.emptyFolders) ? { emptyFolders: [...row.emptyFolders] } : {}

function concernedBy(row: { folder: string; emptyFolders?: readonly string[] }, from: string): boolean {
  return [row.folder, ...(row.emptyFolders ?? [])].some(path => path !== '' && isWithinFolder(path, from))
}

/** Takes back a change of folders. */
export const putBack = defineAction({
  ...common,
  id: 'object.putBack',
  label: say('Put back into folder'),
  sentence: (name: string) => t('Put {name} back into its folder', { name }),
  will: say('be put back'),
  icon: 'folder',
  listed: false,
  input: inputOf('putBack'),
  async apply({ xapi, row, ref, input: { folder: after, emptyFolders }, around }) {
    if (emptyFolders) await changeEmptyFolders(xapi, around, () => emptyFolders)
    await setOtherConfig(setters(xapi, xapiClassOf(row.class)), ref, folderKey, { before: row.folder, after })
  },
  changes: (row, input) => ({ before: { folder: row.folder }, after: { folder: input.folder } }),
})

export const setFields = defineAction({
  ...common,
  id: 'object.setFields',
  label: say('Edit custom fields…'),
  sentence: (name: string, { values }: InputOf<'fields'>) =>
    t('Set {quoted} of {name}', { quoted: quoted(Object.keys(values)), name }),
  will: say('change'),
  icon: 'fields',
  input: inputOf('fields'),
  async apply({ xapi, row, ref, input: { values } }) {
    const calls = setters(xapi, xapiClassOf(row.class))
    for (const [name, after] of Object.entries(values)) {
      await setOtherConfig(calls, ref, customFieldKey(name), { before: row.fields[name], after })
    }
  },
  changes: ({ fields }, { values }) => ({
    before: { fields: picked(fields, values) },
    after: { fields: values },
  }),
  undo({ fields }, { values }) {
    const before = picked(fields, values)
    const same = Object.entries(values).every(([name, value]) => before[name] === value)
    return same ? undefined : { action: 'object.setFields', input: { values: before } }
  },
})

/** The values that would be written over; '' for those there are not. */
function picked(fields: Readonly<Record<string, string>>, over: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.keys(over).map(name => [name, fields[name] ?? '']))
}

export const addFolders = defineAction({
  ...common,
  on: ['pool'],
  id: 'pool.addFolders',
  label: say('New folder…'),
  sentence: (name: string, { paths }) =>
    t('Make the folder {list} in {name}', { list: paths.join(', '), name }),
  icon: 'folder',
  input: inputOf('newFolders'),
  bulk: false,
  blocked: ({ emptyFolders }, input) =>
    input?.paths.every(path => emptyFolders.includes(path))
      ? t('There is a folder {list} already.', { list: input.paths.map(folderName).join(', ') })
      : undefined,
  apply: ({ xapi, input: { paths }, around }) => changeEmptyFolders(xapi, around, all => [...all, ...paths]),
  changes: (_, { paths }) => ({ before: {}, after: { folders: paths } }),
})

export const objectActions = [setTags, setFolder, setFields, refile, putBack] as const
