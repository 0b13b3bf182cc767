import type { Ground, Seed } from './builder'
export function databasePool(_path: string, _ground: Ground): Seed {
  throw new Error('not yet')
}
