import type { FollowedRecord } from '../classes'

/** "XCP-ng 8.3.0"; older and bare hosts say less, then the platform's name and version stand in. */
export function productOf(host: FollowedRecord<'host'> | undefined): string {
  const version = host?.software_version ?? {}
  const brand = version.product_brand || version.platform_name || 'Xen'
  const number = version.product_version || version.platform_version || version.xapi || ''
  return host === undefined ? '' : `${brand} ${number}`.trim()
}
