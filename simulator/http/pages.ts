export type Status = 400 | 401 | 403 | 404 | 408 | 431 | 500 | 501 | 503

interface Page {
  readonly reason: string
  readonly body: string
  readonly headers: { readonly [name: string]: string }
}

const pages: { readonly [status in Status]: readonly [reason: string, text: string] } = {
  400: ['Bad Request', '<h1>HTTP 400 bad request</h1>'],
  401: ['Unauthorised', '<h1>HTTP 401 unauthorised</h1>Please check your credentials and retry.'],
  403: ['Forbidden', '<h1>HTTP 403 forbidden</h1>Access to the requested resource is forbidden.'],
  404: ['Not Found', '<h1>HTTP 404 not found</h1>The requested object could not be found.'],
  431: [
    'Request Header Fields Too Large',
    '<h1>HTTP 431 request header fields too large</h1>Exceeded the maximum header size.',
  ],
  408: ['Request Timeout', '<h1>HTTP 408 request timeout</h1>Timed out waiting for the request.'],
  500: [
    'Internal Error',
    '<h1>HTTP 500 internal server error</h1>An unexpected error occurred; please wait a while and try again. If the problem persists, please contact your support representative.',
  ],
  501: ['Method not implemented', '<h1>HTTP 501 Method Not Implemented</h1>'],
  503: ['Service Unavailable', '<h1>HTTP 503 service unavailable</h1>'],
}

/** What a host says when a request never reaches the API. It closes the connection after it. */
export function errorPage(status: Status, detail = ''): Page {
  const [reason, text] = pages[status]
  const more = detail === '' ? '' : `<h1> Additional information </h1>${escaped(detail)}`
  return {
    reason,
    body: `<html><body>${text}${more}</body></html>`,
    headers: {
      'content-type': 'text/html',
      connection: 'close',
      'cache-control': 'no-cache, no-store',
      ...(status === 401 && { 'WWW-Authenticate': 'Basic realm="console"' }),
    },
  }
}

const escapes: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, sign => escapes[sign] ?? sign)
}

/** The same as bytes, for a socket that has no response of Node's own. */
export function rawPage(status: Status): string {
  const { reason, body, headers } = errorPage(status)
  const all = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) })
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `HTTP/1.1 ${status} ${reason}\r\n${lines}\r\n${body}`
}
