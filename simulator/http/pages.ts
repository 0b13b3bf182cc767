export type Status = 401 | 403 | 404 | 431 | 500 | 501

interface Page {
  readonly reason: string
  readonly body: string
  readonly headers: { readonly [name: string]: string }
}

const pages: { readonly [status in Status]: readonly [reason: string, text: string] } = {
  401: ['Unauthorised', '<h1>HTTP 401 unauthorised</h1>Please check your credentials and retry.'],
  403: ['Forbidden', '<h1>HTTP 403 forbidden</h1>Access to the requested resource is forbidden.'],
  404: ['Not Found', '<h1>HTTP 404 not found</h1>The requested object could not be found.'],
  431: [
    'Request Header Fields Too Large',
    '<h1>HTTP 431 request header fields too large</h1>Exceeded the maximum header size.',
  ],
  500: ['Internal Error', '<h1>HTTP 500 internal server error</h1>The request could not be served.'],
  501: ['Method not implemented', '<h1>HTTP 501 Method Not Implemented</h1>'],
}

/** What a host says when a request never reaches the API. It closes the connection after it. */
export function errorPage(status: Status, detail = ''): Page {
  const [reason, text] = pages[status]
  const more = detail === '' ? '' : `<h1> Additional information </h1>${detail.replace(/[&<>"]/g, '?')}`
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

/** The same as bytes, for a socket that has no response of Node's own. */
export function rawPage(status: Status): string {
  const { reason, body, headers } = errorPage(status)
  const all = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) })
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `HTTP/1.1 ${status} ${reason}\r\n${lines}\r\n${body}`
}
