import { t } from './text'

/**
 * Folders as XenCenter keeps them: the path of an object's folder in its `other_config:folder`, "/Web/Front"; those that
 * have to be there without anything in them in the pool's `other_config:EMPTY_FOLDERS`, joined by semicolons. A folder is
 * there when something lies in it or below, or when some pool lists it. '' stands for no folder, '/' for the one above all.
 */
export const folderKey = 'folder'
export const emptyFoldersKey = 'EMPTY_FOLDERS'
export const rootFolder = '/'

/** The names on the way to a folder, outermost first; none for '' and '/'. */
export function folderNames(path: string): string[] {
  return path.split('/').flatMap(name => name.trim() || [])
}

/** The one way to write a path: no empty names, no spaces around names. '' for one without names. */
export function folderPath(names: readonly string[]): string {
  return names.length === 0 ? '' : `/${names.join('/')}`
}

/** A path as it was read or typed, written the one way. */
export function tidyFolder(text: string): string {
  return folderPath(folderNames(text.replaceAll('\t', ' ')))
}

/** What a person typed for new folders, several between semicolons, below a folder. Each one once. */
export function typedFolders(text: string, below: string): string[] {
  const paths = text.split(';').flatMap(part => {
    const names = folderNames(part.replaceAll('\t', ' '))
    return names.length === 0 ? [] : [folderPath([...folderNames(below), ...names])]
  })
  return [...new Set(paths)]
}

export function folderName(path: string): string {
  return folderNames(path).at(-1) ?? ''
}

/** The folder above; '' for one at the top. */
export function parentFolder(path: string): string {
  return folderPath(folderNames(path).slice(0, -1))
}

/** Whether a folder is another one or lies below it. Everything lies below ''. */
export function isWithinFolder(path: string, above: string): boolean {
  return above === '' || path === above || path.startsWith(`${above}/`)
}

/**
 * Where what lies at `path` is after the folder `from` has become `to`; '' where it then is in no folder, since `to` is
 * ''. What does not lie within `from` stays.
 */
export function refiled(path: string, from: string, to: string): string {
  if (from === '' || !isWithinFolder(path, from)) return path
  return to === '' ? '' : to + path.slice(from.length)
}

/** The list that a pool keeps. What does not begin with a slash is no path: XenCenter leaves it out too. */
export function parseEmptyFolders(value: string | undefined): string[] {
  const paths = (value ?? '').split(';').flatMap(path => (path.startsWith('/') ? tidyFolder(path) || [] : []))
  return [...new Set(paths)].sort()
}

export function formatEmptyFolders(paths: readonly string[]): string {
  return [...new Set(paths)].sort().join(';')
}

/** Every folder there is, by paths that objects lie in and that pools list: those above them are there too. Sorted. */
export function allFolders(paths: Iterable<string>): string[] {
  const found = new Set<string>()
  for (const path of paths) {
    for (let at = tidyFolder(path); at !== '' && !found.has(at); at = parentFolder(at)) found.add(at)
  }
  return [...found].sort((a, b) => (a < b ? -1 : 1))
}

/** Why a folder can't be moved there, or undefined. `to` is the folder it would lie in, '' for the top. */
export function whyNotBelow(path: string, to: string): string | undefined {
  if (path !== '' && isWithinFolder(to, path))
    return t('A folder can’t be moved into itself or into one below it.')
  if (parentFolder(path) === to) return t('The folder is there already.')
  return undefined
}
