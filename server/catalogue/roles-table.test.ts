import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { permissionNames, permissions, permissionsOf, roleNames } from './permissions'

const page = fileURLToPath(new URL('../../docs/access.md', import.meta.url))

/** The built-in roles as the page shows them. */
function table(): string {
  const head = ['Permission', 'What it means', ...roleNames]
  const rows = permissionNames.map(name => [
    `\`${name}\``,
    permissions[name],
    ...roleNames.map(role => (permissionsOf(role).has(name) ? 'yes' : '')),
  ])
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

test('docs/access.md shows the roles as they are', () => {
  expect(readFileSync(page, 'utf8')).toContain(table())
})
