import { facts, type Life } from './facts'

/** What a host says of itself: the version of the XenAPI, and that of xapi ("24.19.2", missing at very old hosts). */
export interface HostVersion {
  readonly api: ApiVersion
  readonly build: string | undefined
}

/** 2.21 is { major: 2, minor: 21 }. */
export interface ApiVersion {
  readonly major: number
  readonly minor: number
}

const apiOfRelease = new Map(facts.releases.map(([code, api]) => [code, api]))

/** Whether a host has what lived so: it has appeared there, and has not gone or has come back. */
export function supported({ since, removed, again }: Life, host: HostVersion): boolean {
  if (!supportedSince(since, host)) return false
  if (removed === undefined || !supportedSince(removed, host)) return true
  return again !== undefined && supportedSince(again, host)
}

/**
 * Whether a host has what appeared in `since`: a release by its code name ("boston"), which an API version belongs to,
 * or a version of xapi ("24.15.0"). What is not dated was there from the start.
 * Uncertain for products between Citrix Hypervisor 8.2 and the newest: what they took over earlier, or left out, is
 * told nowhere, so a call that is said to be there may still be refused with MESSAGE_METHOD_UNKNOWN.
 */
export function supportedSince(since: string | undefined, host: HostVersion): boolean {
  if (since === undefined) return true
  const api = apiOfRelease.get(since)
  if (api !== undefined) return compareVersions(`${host.api.major}.${host.api.minor}`, api) >= 0
  if (!/^\d/.test(since)) return false
  return host.build !== undefined && compareVersions(host.build, since) >= 0
}

/** Below, at or above zero as `a` is older than, the same as or newer than `b`; numbers by dots. */
export function compareVersions(a: string, b: string): number {
  const left = a.split(/[.-]/).map(Number)
  const right = b.split(/[.-]/).map(Number)
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] || 0) - (right[i] || 0)
    if (difference !== 0) return difference
  }
  return 0
}
