/** Another client of the pool: the XenAPI by hand, so that nothing of Domus is between it and the pool. */
export interface OtherClient {
  /** Calls with text parameters behind the session; answers the value as text or, for a set, as texts. */
  call(method: string, ...params: (string | boolean)[]): Promise<string[]>
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

async function post(url: string, method: string, params: (string | boolean)[]): Promise<string[]> {
  const values = params.map(value =>
    typeof value === 'boolean'
      ? `<param><value><boolean>${value ? 1 : 0}</boolean></value></param>`
      : `<param><value><string>${escaped(value)}</string></value></param>`,
  )
  const body = `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${values.join('')}</params></methodCall>`
  const answer = await (
    await fetch(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })
  ).text()
  const texts = [...answer.matchAll(/<value>([^<]*)<\/value>/g)].map(match => match[1] ?? '')
  const [status, ...rest] = texts.at(0) === 'Success' ? texts : [...texts].reverse()
  if (status !== 'Success') throw new Error(`${method}: ${texts.join(' ')}`)
  return rest
}

/** Logs in over plain HTTP. */
export async function otherClient(pool: {
  url: string
  username: string
  password: string
}): Promise<OtherClient> {
  const [session = ''] = await post(pool.url, 'session.login_with_password', [
    pool.username,
    pool.password,
    '1.0',
    'test',
  ])
  return { call: (method, ...params) => post(pool.url, method, [session, ...params]) }
}
