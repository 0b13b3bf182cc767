/** Another client of the pool: the XenAPI by hand, so that nothing of Domus is between it and the pool. */
export interface OtherClient {
  /** Calls with text parameters behind the session; answers the value as text or, for a set, as texts. */
  call(method: string, ...params: (string | boolean)[]): Promise<string[]>
  /** Calls what answers a boolean. */
  flag(method: string, ...params: (string | boolean)[]): Promise<boolean>
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The answer as it came. */
async function post(url: string, method: string, params: (string | boolean)[]): Promise<string> {
  const values = params.map(value =>
    typeof value === 'boolean'
      ? `<param><value><boolean>${value ? 1 : 0}</boolean></value></param>`
      : `<param><value><string>${escaped(value)}</string></value></param>`,
  )
  const body = `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${values.join('')}</params></methodCall>`
  return (await fetch(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })).text()
}

async function ask(url: string, method: string, params: (string | boolean)[]): Promise<string[]> {
  const answer = await post(url, method, params)
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
  const [session = ''] = await ask(pool.url, 'session.login_with_password', [
    pool.username,
    pool.password,
    '1.0',
    'test',
  ])
  return {
    call: (method, ...params) => ask(pool.url, method, [session, ...params]),
    async flag(method, ...params) {
      const answer = await post(pool.url, method, [session, ...params])
      const found = /<boolean>([01])<\/boolean>/.exec(answer)?.[1]
      if (found === undefined) throw new Error(`${method}: ${answer}`)
      return found === '1'
    },
  }
}
