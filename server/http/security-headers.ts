import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { nonceHeader } from '@/server/shared/nonce-header'

/** Two years, as browsers ask for; Domus does not speak for names beside its own. */
const hsts = 'max-age=63072000'

/** On every answer. Nothing of it may be shown as a page, but for what `allowPage` allows. */
export function setSecurityHeaders(response: ServerResponse, { secure }: { secure: boolean }): void {
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('X-Frame-Options', 'DENY')
  response.setHeader('Referrer-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Permissions-Policy', permissions)
  if (secure) response.setHeader('Strict-Transport-Security', hsts)
}

/** What a page may ask of the browser: passkeys and copying; consoles fill the screen. */
const permissions = [
  'publickey-credentials-get=(self)',
  'publickey-credentials-create=(self)',
  'clipboard-read=(self)',
  'clipboard-write=(self)',
  'fullscreen=(self)',
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer'].map(deny),
  ...['microphone', 'midi', 'payment', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'].map(deny),
].join(', ')

function deny(feature: string): string {
  return `${feature}=()`
}

/**
 * Lets a page load what is from this server, and run inline only the scripts that carry a nonce made for this answer.
 * Next reads it from the policy on the request, our own layout from a header; what a caller wrote there is replaced.
 * Styles may stand inline: attributes position menus and rows, and no secret hangs on them.
 */
export function allowPage(
  request: IncomingMessage,
  response: ServerResponse,
  { development }: { development: boolean },
): void {
  const nonce = randomBytes(16).toString('base64')
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
  request.headers['content-security-policy'] = policy
  delete request.headers['content-security-policy-report-only']
  request.headers[nonceHeader] = nonce
  response.setHeader('Content-Security-Policy', policy)
}
