import { afterEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator'
import { login } from '../../work/sessions'

let running: Simulator | undefined
afterEach(() => running?.stop())

async function started(members: boolean) {
  running = await startSimulator({ heartbeat: false, ...(members && { memberPort: 0 }) })
  const { pool } = running
  const session = await login(pool, running.username, running.password, 'test')
  const ask = (path: string, headers: { [name: string]: string } = {}, base = running?.url) =>
    fetch(`${base}${path}${path.includes('?') ? '&' : '?'}session_id=${session}`, {
      headers,
      redirect: 'manual',
    })
  const now = Math.floor(pool.clock.now() / 1000)
  return { simulator: running, pool, session, ask, now }
}

interface Table {
  readonly meta: { readonly legend: string[] }
}

describe('performance data over HTTP', () => {
  it('is XML or JSON as the Accept header says, else as a parameter says', async () => {
    const { ask, now } = await started(false)
    const type = async (accept: string, more = '') =>
      (await ask(`/rrd_updates?start=${now - 20}${more}`, { accept })).headers.get('content-type')
    expect(await type('*/*')).toBe('application/json')
    expect(await type('application/json')).toBe('application/json')
    expect(await type('text/xml', '&json=true')).toBe('text/xml')
    expect(await type('image/png')).toBe('text/xml')
    expect(await type('image/png', '&json=false')).toBe('application/json')
  })

  it('is that of the host that was asked and of the VMs there', async () => {
    const { simulator, pool, ask, now } = await started(true)
    for (const { name, url } of simulator.hosts) {
      const [ref, host] = [...pool.db.all('host')].find(([, one]) => one.name_label === name) ?? []
      if (!ref || !host || !url) throw new Error(`${name} does not answer`)
      const answer = await ask(
        `/rrd_updates?start=${now - 20}&host=true`,
        { accept: 'application/json' },
        url,
      )
      const { meta }: Table = JSON.parse(await answer.text())
      const objects = new Set(meta.legend.map(entry => entry.split(':').slice(1, 3).join(' ')))
      const vms = pool.db.get('host', ref).resident_VMs.map(vm => `vm ${pool.db.get('VM', vm).uuid}`)
      expect([...objects].sort()).toEqual([`host ${host.uuid}`, ...vms].sort())
    }
  })

  it('of a VM is where it runs: others send there', async () => {
    const { simulator, pool, session, ask } = await started(true)
    const coordinator = simulator.hosts.find(one => one.coordinator)?.name
    const [, vm] =
      [...pool.db.all('VM')].find(([, one]) => {
        const host = pool.db.find('host', one.resident_on)
        return one.power_state === 'Running' && host && host.name_label !== coordinator
      }) ?? []
    const host = simulator.hosts.find(
      one => one.name === pool.db.find('host', vm?.resident_on ?? '')?.name_label,
    )
    const answer = await ask(`/vm_rrd?uuid=${vm?.uuid}&json=true`)
    expect(answer.status).toBe(302)
    const to = answer.headers.get('location') ?? ''
    expect(to).toBe(`${host?.url}/vm_rrd?uuid=${vm?.uuid}&json=true&session_id=${session}`)
    const dump: { ds: { name: string }[] } = JSON.parse(await (await fetch(to)).text())
    expect(dump.ds.map(one => one.name)).toContain('cpu_usage')
  })

  it('can be asked for with a name and a password', async () => {
    const { simulator, pool } = await started(false)
    const sessions = pool.db.table('session').entries.size
    const key = Buffer.from(`${simulator.username}:${simulator.password}`).toString('base64')
    const answer = await fetch(`${simulator.url}/host_rrd`, { headers: { authorization: `Basic ${key}` } })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/<\/rrd>$/)
    // The session it was given was for this request only.
    expect(pool.db.table('session').entries.size).toBe(sessions)
  })
})
