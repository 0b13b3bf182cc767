import type { OsFamily } from '@/server/shared/os-family'
import type { FollowedRecord } from '../classes'

/** In the order in which they are looked for: what a name says first counts. */
const families: readonly (readonly [family: OsFamily, pattern: RegExp])[] = [
  ['Windows', /windows|citrix virtual desktop|xenapp/i],
  ['AlmaLinux', /alma/i],
  ['Alpine', /alpine/i],
  ['CentOS', /centos/i],
  ['CoreOS', /coreos/i],
  ['Debian', /debian/i],
  ['Fedora', /fedora/i],
  ['FreeBSD', /freebsd|bsd/i],
  ['Gooroom', /gooroom/i],
  ['Kylin', /kylin/i],
  ['Oracle Linux', /oracle/i],
  ['Red Hat', /red ?hat|rhel/i],
  ['Rocky Linux', /rocky/i],
  ['Scientific Linux', /scientific/i],
  ['SUSE', /suse|sles|sled/i],
  ['Ubuntu', /ubuntu/i],
]

/** Whose system a template is for, by its name or that of the template it was made of. */
export function familyOf({ name_label, reference_label, other_config }: FollowedRecord<'VM'>): OsFamily {
  const texts = [other_config.base_template_name, reference_label, name_label]
  for (const text of texts) {
    const found = text && families.find(([, pattern]) => pattern.test(text))
    if (found) return found[0]
  }
  return 'Other'
}
