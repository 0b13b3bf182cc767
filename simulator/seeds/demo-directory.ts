import type { Directory, Person } from '../access/directory'

const DOMAIN_SID = 'S-1-5-21-3623811015-3361044348-30300820'
const sid = (number: number) => `${DOMAIN_SID}-${number}`

export const demoGroups = {
  infrastructure: { name: 'infrastructure', sid: sid(1201) },
  helpdesk: { name: 'helpdesk', sid: sid(1202) },
}

function person(number: number, name: string, displayName: string, groups: readonly string[] = []): Person {
  return { name, displayName, groups, sid: sid(number), password: `${name}-demo` }
}

/** The directory of the firm in Frankfurt, which the pool does not ask until somebody lets it join. */
export const demoDirectory: Directory = {
  domain: 'fra.example.com',
  administrator: { name: 'administrator', password: 'administrator-demo' },
  people: [
    person(1101, 'anna', 'Anna Berger', [demoGroups.infrastructure.sid]),
    person(1102, 'ben', 'Ben Yilmaz', [demoGroups.infrastructure.sid]),
    person(1103, 'clara', 'Clara Hoffmann', [demoGroups.helpdesk.sid]),
    person(1104, 'david', 'David Novak', [demoGroups.helpdesk.sid]),
    person(1105, 'eva', 'Eva Lindner'),
    person(1106, 'finn', 'Finn Peters'),
    { ...person(1107, 'gone', 'Gerd Onegin'), disabled: true },
  ],
  groups: [demoGroups.infrastructure, demoGroups.helpdesk],
}
