export type Status = 401 | 403 | 404 | 408 | 431 | 500 | 501

interface Page {
  readonly reason: string
  readonly body: string
  readonly headers: { readonly [name: string]: string }
}

const wrapped = (text: string) => `<html><body>${text}</body></html>`

const pages: { readonly [status in Status]: readonly [reason: string, text: (detail: string) => string] } = {
  401: [
    'Unauthorised',
    () => wrapped('<h1>HTTP 401 unauthorised</h1>Please check your credentials and retry.'),
  ],
  403: [
    'Forbidden',
    () => wrapped('<h1>HTTP 403 forbidden</h1>Access to the requested resource is forbidden.'),
  ],
  404: [
    'Not Found',
    url =>
      `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN"> <html><head> <title>404 Not Found</title> </head><body> <h1>Not Found</h1> <p>The requested URL ${url} was not found on this server.</p> <hr><address>Xapi Server</address></body></html>`,
  ],
  408: [
    'Request Timeout',
    () => wrapped('<h1>HTTP 408 request timeout</h1>Timed out waiting for the request.'),
  ],
  431: [
    'Request Header Fields Too Large',
    () => wrapped('<h1>HTTP 431 request header fields too large</h1>Exceeded the maximum header size.'),
  ],
  500: ['Internal Error', detail => wrapped(trouble(detail))],
  501: [
    'Method not implemented',
    method =>
      wrapped(`<h1>HTTP 501 Method Not Implemented</h1><p>Unknown ${method} not supported.<br /></p>`),
  ],
}

const sorry =
  '<h1>HTTP 500 internal server error</h1>An unexpected error occurred; please wait a while and try again. If the problem persists, please contact your support representative.'

function trouble(detail: string): string {
  return `${sorry}<h1> Additional information </h1>${detail}`
}

/**
 * What a host says when a request never reaches the API. It closes the connection after it. `detail`: the exception
 * of a 500, the URL of a 404, the method of a 501, for whom credentials are asked at a 401.
 */
export function errorPage(status: Status, detail = ''): Page {
  const [reason, text] = pages[status]
  return {
    reason,
    body: text(escapeHtml(detail)),
    headers: {
      ...(status !== 404 && { 'content-type': 'text/html' }),
      connection: 'close',
      'cache-control': 'no-cache, no-store',
      ...(status === 401 && { 'WWW-Authenticate': `Basic realm="${detail}"` }),
    },
  }
}

/** The same as bytes, for a socket that has no response of Node's own. */
export function rawPage(status: Status, detail = ''): string {
  const { reason, body, headers } = errorPage(status, detail)
  const all = Object.entries({ 'content-length': String(Buffer.byteLength(body)), ...headers })
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `HTTP/1.1 ${status} ${reason}\r\n${lines}\r\n${body}`
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? '')
}
