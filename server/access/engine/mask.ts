import { type Permission, permissionNames } from '@/server/catalogue/permissions'

/** A set of permissions as bits, so that a union costs one operation. */
export type Mask = bigint

const bitOf = new Map<Permission, Mask>(permissionNames.map((name, at) => [name, 1n << BigInt(at)]))

export function maskOf(held: Iterable<Permission>): Mask {
  let mask = 0n
  for (const permission of held) mask |= bitOf.get(permission) ?? 0n
  return mask
}

const sets = new Map<Mask, ReadonlySet<Permission>>()

/** The same set for the same mask: what is made of it can be kept by identity. */
export function setOf(mask: Mask): ReadonlySet<Permission> {
  const known = sets.get(mask)
  if (known) return known
  const made = new Set(permissionNames.filter(name => (mask & (bitOf.get(name) ?? 0n)) !== 0n))
  sets.set(mask, made)
  return made
}

export const everyPermission = maskOf(permissionNames)
