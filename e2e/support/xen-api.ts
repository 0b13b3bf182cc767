/** A text, a boolean, a set of texts, or a map of texts. */
type Told = string | boolean | readonly string[] | { readonly [key: string]: string }

/** Another client of the pool: the XenAPI by hand, so that nothing of Domus is between it and the pool. */
export interface OtherClient {
  /** Calls with parameters behind the session; answers the value as text or, for a set, as texts. */
  call(method: string, ...params: Told[]): Promise<string[]>
  /** Calls what answers a boolean. */
  flag(method: string, ...params: Told[]): Promise<boolean>
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function written(told: Told): string {
  if (typeof told === 'boolean') return `<boolean>${told ? 1 : 0}</boolean>`
  if (typeof told === 'string') return `<string>${escaped(told)}</string>`
  if (isSet(told))
    return `<array><data>${told.map(one => `<value>${written(one)}</value>`).join('')}</data></array>`
  const members = Object.entries(told).map(
    ([key, value]) => `<member><name>${escaped(key)}</name><value>${written(value)}</value></member>`,
  )
  return `<struct>${members.join('')}</struct>`
}

const isSet = (told: Exclude<Told, string | boolean>): told is readonly string[] => Array.isArray(told)

/** The answer as it came. */
async function post(url: string, method: string, params: Told[]): Promise<string> {
  const values = params.map(value => `<param><value>${written(value)}</value></param>`)
  const body = `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${values.join('')}</params></methodCall>`
  return (await fetch(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })).text()
}

async function ask(url: string, method: string, params: Told[]): Promise<string[]> {
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
