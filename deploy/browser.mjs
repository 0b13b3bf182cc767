/** Finds a Chromium for the end-to-end tests, or gets one. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { environment, inRoot, tools } from './steps.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

function onPath() {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names)
      if (folder && existsSync(path.join(folder, name))) return path.join(folder, name)
  }
  return undefined
}

async function playwrights() {
  const { chromium } = await import('@playwright/test')
  const file = chromium.executablePath()
  return file && existsSync(file) ? file : undefined
}

/** The path of a browser. Throws saying what to do when none can be had. */
export async function findBrowser(say) {
  const there = process.env.CHROMIUM_PATH ?? (await playwrights()) ?? onPath()
  if (there) return there
  say('Looking for a browser: Playwright’s own')
  spawnSync(process.execPath, [inRoot('node_modules', tools.playwright), 'install', 'chromium'], {
    env: environment(),
    stdio: 'ignore',
    timeout: 120_000,
  })
  const own = await playwrights()
  if (own) return own
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    say('Looking for a browser: apt-get install chromium')
    const apt = args =>
      spawnSync('apt-get', args, {
        env: environment({ DEBIAN_FRONTEND: 'noninteractive' }),
        stdio: ['ignore', 'ignore', 'inherit'],
        timeout: 600_000,
      })
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
    const installed = onPath()
    if (installed) return installed
  }
  throw new Error('The end-to-end tests need Chromium. Install it, or set CHROMIUM_PATH to one.')
}
