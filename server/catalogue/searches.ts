import { formatSearch, searchKeyPrefix } from '@/server/shared/saved-searches'
import { say, t } from '@/server/shared/text'
import { defineAction } from './define'
import { inputOf } from './input'

const common = {
  on: ['pool'],
  tone: 'neutral',
  group: 'organise',
  permission: 'object.organise',
  icon: 'search',
  bulk: false,
  listed: false,
} as const

/** Others may give their searches names of another kind; only such can be saved anew. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
export const saveSearch = defineAction({
  ...common,
  id: 'pool.saveSearch',
  label: say('Save search…'),
  sentence: (name: string, { name: search }) => t('Save the search “{search}” in {name}', { search, name }),
  input: inputOf('search'),
  blocked: ({ searches }, input) =>
    searches.some(one => one.name === input?.name && one.id !== input.id)
      ? t('This pool has a search “{name}” already.', { name: input?.name ?? '' })
      : undefined,
  async apply({ xapi, row, input, around: { pool } }) {
    const key = `${searchKeyPrefix}${input.id}`
    await xapi.pool.remove_from_gui_config(pool, key)
    await xapi.pool.add_to_gui_config(pool, key, formatSearch(input, row.fieldDefinitions))
  },
  changes: (_, { name, filter }) => ({ before: {}, after: { name, filter } }),
  undo: (_, input) => ({ action: 'pool.deleteSearch', input: { id: input.id } }),
})

export const deleteSearch = defineAction({
  ...common,
  id: 'pool.deleteSearch',
  label: say('Delete search…'),
  sentence: (name: string) => t('Delete a search of {name}', { name }),
  tone: 'danger',
  input: inputOf('searchId'),
  async apply({ xapi, input, around: { pool } }) {
    // Builds of XenCenter that carry no brand write brackets around theirs.
    for (const prefix of [searchKeyPrefix, `[xensearch].${searchKeyPrefix.split('.')[1]}`])
      await xapi.pool.remove_from_gui_config(pool, `${prefix}${input.id}`)
  },
  changes: ({ searches }, input) => ({
    before: { name: searches.find(one => one.id === input.id)?.name ?? input.id },
    after: {},
  }),
  undo({ searches }, input) {
    const before = searches.find(one => one.id === input.id)
    if (!before || before.filter === null || !uuid.test(before.id)) return undefined
    return { action: 'pool.saveSearch', input: { ...before } }
  },
})

export const searchActions = [saveSearch, deleteSearch] as const
