import { appError } from '@/server/errors'
import { keptFields } from '@/server/inventory/kept-fields'
import type { Connect, PoolSource } from '@/server/inventory/source'
import { worded } from '@/server/shared/text'
import { CertificateError, XapiError } from '@/server/xapi/errors'
import { login, type XapiSession } from '@/server/xapi/session'

export interface PoolLogin {
  address: string
  username: string
  password: string
  /** Accepted certificate fingerprints by endpoint ("host:port"). */
  pins: Record<string, string>
  /** Addresses of hosts of the pool to try when the first does not answer. */
  members: readonly string[]
}

/**
 * Signs in to a pool. `accepted` are fingerprints a person has just agreed to: an endpoint that shows one of them
 * is pinned to it (in `login.pins`), which matters where a supporter leads on to a coordinator with a certificate
 * of its own.
 */
export async function openPool(
  to: PoolLogin,
  accepted: readonly string[],
  signal: AbortSignal,
): Promise<XapiSession> {
  for (;;) {
    try {
      const session = await login({ ...to, originator: 'Domus', signal })
      await assertEvents(session, signal)
      return session
    } catch (error) {
      const agreed =
        error instanceof CertificateError &&
        accepted.includes(error.met.sha256) &&
        to.pins[error.host] !== error.met.sha256
      if (!agreed) throw error
      to.pins[error.host] = error.met.sha256
    }
  }
}

/**
 * Everything live stands on event.from, which XenServer has since 6.0. The call itself is asked, not the version the
 * host tells: an empty list of classes answers at once.
 */
async function assertEvents(session: XapiSession, signal: AbortSignal): Promise<void> {
  try {
    await session.eventFrom([], '', 0, signal)
  } catch (error) {
    await session.logout()
    if (!(error instanceof XapiError && error.code === 'MESSAGE_METHOD_UNKNOWN')) throw error
    const { major, minor } = session.apiVersion
    throw appError(
      'pool-unsupported',
      worded('This pool speaks version {major}.{minor} of the XenAPI, without event.from.', { major, minor }),
      {
        next: 'Domus needs XenServer 6.0 or newer, or XCP-ng.',
      },
    )
  }
}

/** A session as the inventory follows pools with. */
export function asSource(session: XapiSession): PoolSource {
  return {
    eventFrom: (classes, token, timeoutSeconds, signal) =>
      session.eventFrom(classes, token, timeoutSeconds, signal, keptFields),
    getAllRecords: (cls, signal) => session.getAllRecords(cls, signal, keptFields),
    close: () => session.logout(),
  }
}

export type { Connect }
