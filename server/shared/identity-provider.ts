import { z } from 'zod'
import { secret } from './secret'
import { say } from './text'

/** What Domus has to know to ask a directory or an OpenID provider. The form and the server share it. */

export const providerNameSchema = z
  .string()
  .trim()
  .min(1, say('Enter a name.'))
  .max(64, say('A name has at most 64 characters.'))

const dn = z.string().trim().max(1000, say('This is too long.'))
const attribute = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, say('An attribute’s name has letters, digits and dashes.'))
const fingerprint = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/, say('A SHA-256 fingerprint has 32 pairs of hexadecimal digits.'))

const trustSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('system') }),
  z.object({
    kind: z.literal('ca'),
    pem: z
      .string()
      .trim()
      .max(100_000)
      .includes('-----BEGIN CERTIFICATE-----', { error: say('Paste the certificate as PEM.') }),
  }),
  z.object({ kind: z.literal('pin'), sha256: fingerprint }),
])

const filter = (text: string) => {
  let open = 0
  for (const letter of text.replace(/\\[0-9a-fA-F]{2}/g, '')) {
    if (letter === '(') open++
    if (letter === ')' && --open < 0) return false
  }
  return open === 0 && text.startsWith('(') && text.endsWith(')')
}
const filterSchema = z
  .string()
  .trim()
  .max(2000, say('This is too long.'))
  .refine(filter, say('A filter stands in parentheses, as many closed as opened.'))

export const ldapSettingsSchema = z.object({
  /** Asked in this order until one answers: "ldaps://dc1.example.org", "ldap://dc2.example.org:389". */
  urls: z
    .array(
      z.string().regex(/^ldaps?:\/\/[^\s/?#]+$/i, say('An address is like ldaps://directory.example.org.')),
    )
    .min(1, say('Enter an address.'))
    .max(8, say('At most eight addresses.')),
  /** Encrypts connections to ldap:// addresses before anything is said on them. */
  startTls: z.boolean(),
  trust: trustSchema,
  /** Empty: searches are made without signing in. */
  bindDn: dn,
  userBase: dn.min(1, say('Enter where people are.')),
  /** Finds one person; {name} is what they typed, escaped. */
  userFilter: filterSchema.refine(text => text.includes('{name}'), say('The filter has to hold {name}.')),
  /** What an account here is called. */
  nameAttribute: attribute,
  /** What nobody else ever gets: objectGUID, entryUUID. */
  subjectAttribute: attribute,
  /** Empty: groups are not asked for. */
  groupBase: dn,
  groupFilter: filterSchema,
  memberAttribute: attribute,
  /** What stands in the member attribute: distinguished names, or user names as in posixGroup. */
  memberIs: z.enum(['dn', 'name']),
  /** Groups in groups: asked of Active Directory in one search, walked up group by group, or left out. */
  nesting: z.enum(['chain', 'walk', 'none']),
})
export type LdapSettings = z.infer<typeof ldapSettingsSchema>

export const openIdSettingsSchema = z.object({
  issuer: z
    .url({ protocol: /^https?$/, error: say('The issuer is an address that begins with https://.') })
    .max(500)
    .transform(text => text.replace(/\/$/, '')),
  clientId: z.string().trim().min(1, say('Enter the client’s id.')).max(500),
  /** Beside "openid". */
  scopes: z.string().trim().max(500),
  nameClaim: z.string().trim().min(1, say('Enter the claim with the user name.')).max(100),
  /** Empty: groups are not asked for. */
  groupsClaim: z.string().trim().max(100),
  /** On the button of the sign-in page. */
  label: z.string().trim().min(1, say('Enter what the button says.')).max(64),
  /** Whether its word that two factors were given (`amr`, `acr`) is taken for ours. */
  trustFactors: z.boolean(),
  /** Values of `acr` that mean two factors there, parted by blanks. */
  factorsAcr: z.string().trim().max(500),
  /** Signing out of Domus signs out there as well. */
  signOutThere: z.boolean(),
})
export type OpenIdSettings = z.infer<typeof openIdSettingsSchema>

/** What directories and providers have in common. */
const common = {
  name: providerNameSchema,
  enabled: z.boolean(),
  /** Whether who signs in for the first time gets an account; else only those who have one come in. */
  createAccounts: z.boolean(),
  /** The role of accounts that are made. */
  role: z.string().min(1).max(64),
  /** Groups there, by distinguished name or claim, and the groups here that they stand for. */
  groups: z
    .array(
      z.object({
        external: z.string().trim().min(1, say('Enter the group’s name there.')).max(1000),
        groupId: z.uuid(say('Choose a group.')),
      }),
    )
    .max(500),
}

/** A directory or provider as it is given. The secret is absent where the one that is kept stays. */
export const ldapProviderSchema = z.object({
  kind: z.literal('ldap'),
  ...common,
  settings: ldapSettingsSchema,
})
export const openIdProviderSchema = z.object({
  kind: z.literal('openid'),
  ...common,
  settings: openIdSettingsSchema,
})
export const providerSchema = z.discriminatedUnion('kind', [ldapProviderSchema, openIdProviderSchema])
export type LdapGiven = z.infer<typeof ldapProviderSchema>
export type OpenIdGiven = z.infer<typeof openIdProviderSchema>
export type ProviderGiven = z.infer<typeof providerSchema>

export const secretSchema = secret(z.string().max(1024)).optional()

type Preset = Omit<LdapSettings, 'urls' | 'startTls' | 'trust' | 'bindDn' | 'userBase' | 'groupBase'>

/** The filters and attributes of the two directories that are met most. */
export const ldapPresets: Record<'active-directory' | 'openldap', Preset> = {
  'active-directory': {
    // Bit 2 of userAccountControl: disabled.
    userFilter:
      '(&(objectCategory=person)(objectClass=user)(!(userAccountControl:1.2.840.113556.1.4.803:=2))(|(sAMAccountName={name})(userPrincipalName={name})))',
    nameAttribute: 'sAMAccountName',
    subjectAttribute: 'objectGUID',
    groupFilter: '(objectClass=group)',
    memberAttribute: 'member',
    memberIs: 'dn',
    nesting: 'chain',
  },
  openldap: {
    userFilter: '(&(objectClass=inetOrgPerson)(uid={name}))',
    nameAttribute: 'uid',
    subjectAttribute: 'entryUUID',
    groupFilter: '(objectClass=groupOfNames)',
    memberAttribute: 'member',
    memberIs: 'dn',
    nesting: 'walk',
  },
}

/** One step of a test: what was tried and what came of it. */
export interface ProbeStep {
  step: 'connect' | 'secure' | 'bind' | 'user' | 'groups'
  state: 'ok' | 'failed' | 'skipped'
  sentence: string
  next?: string
  /** The certificate that was met, where it was not trusted: SHA-256. */
  sha256?: string
}
