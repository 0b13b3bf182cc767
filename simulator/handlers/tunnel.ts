import { Failure } from '../failure'
import { addPif, assertNotConnected } from '../network/pifs'
import type { Handlers } from './types'

export const tunnel: Handlers<'tunnel'> = {
  create: ({ pool }, transport, network, protocol = 'gre') => {
    const pif = pool.db.get('PIF', transport)
    assertNotConnected(pool, network, pif.host)
    const backend = pool.db.get('host', pif.host).software_version.network_backend
    if (backend !== 'openvswitch') throw new Failure('OPENVSWITCH_NOT_ACTIVE')
    if (pif.IP === '') throw new Failure('TRANSPORT_PIF_NOT_CONFIGURED', transport)
    const taken = new Set(pool.db.get('host', pif.host).PIFs.map(ref => pool.db.find('PIF', ref)?.device))
    let number = 0
    while (taken.has(`tunnel${number}`)) number++
    const access = addPif(pool, { host: pif.host, network, device: `tunnel${number}` })
    return pool.db.create('tunnel', {
      access_PIF: access,
      transport_PIF: transport,
      protocol,
      status: { active: 'true' },
    })
  },
  destroy: ({ pool }, ref) => {
    const { access_PIF } = pool.db.get('tunnel', ref)
    pool.db.destroy('PIF', access_PIF)
    pool.db.destroy('tunnel', ref)
  },
}
