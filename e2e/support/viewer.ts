import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Locator, type Page } from '@playwright/test'
import type { Pool } from './domus'

const novnc = fileURLToPath(new URL('../../node_modules/@novnc/novnc', import.meta.url))

const html = `<!doctype html><title>viewer</title><div id="screen" style="width:1100px;height:850px"></div>
<output></output><script type="module">
import RFB from './core/rfb.js'
const state = document.querySelector('output')
const rfb = new RFB(document.querySelector('#screen'), new URLSearchParams(location.search).get('console'), {
  wsProtocols: ['binary'],
})
rfb.addEventListener('connect', () => { state.textContent = 'connected'; rfb.focus() })
rfb.addEventListener('disconnect', event => { state.textContent = event.detail.clean ? 'ended' : 'cut' })
rfb.addEventListener('desktopname', event => { document.title = event.detail.name })
window.ctrlAltDel = () => rfb.sendCtrlAltDel()
</script>`

export interface Viewer {
  readonly screen: Locator
  /** `connected`, `ended`, `cut`. */
  readonly state: Locator
}

/** Serves the page on this machine: only a page from here may connect to a pool that is here. */
export async function serveViewer(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://viewer')
    const script = path.join(novnc, path.normalize(pathname))
    if (pathname === '/') response.setHeader('content-type', 'text/html').end(html)
    else if (!script.endsWith('.js')) response.writeHead(404).end()
    else {
      response.setHeader('content-type', 'text/javascript')
      createReadStream(script)
        .on('error', () => response.writeHead(404).end())
        .pipe(response)
    }
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The viewer has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Opens a console of the simulator in a page that is noVNC and nothing of ours. */
export async function openViewer(page: Page, viewer: string, address: string): Promise<Viewer> {
  await page.goto(`${viewer}?console=${encodeURIComponent(address)}`)
  const state = page.locator('output')
  await expect(state).toHaveText('connected')
  return { screen: page.locator('canvas'), state }
}

/** A client of the pool with a session of its own. */
export async function caller(
  pool: Pool,
): Promise<{ session: string; call: (method: string, ...params: unknown[]) => Promise<unknown> }> {
  const post = async (method: string, params: readonly unknown[]) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const answer = await fetch(`${pool.url}/jsonrpc`, { method: 'POST', body })
    const { result, error } = await answer.json()
    if (error) throw new Error(`${method}: ${error.message} ${error.data}`)
    return result
  }
  const session = String(await post('session.login_with_password', [pool.username, pool.password]))
  return { session, call: (method, ...params) => post(method, [session, ...params]) }
}
