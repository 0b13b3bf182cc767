import { Failure } from '../failure'
import { attach, detach, setPbd } from '../storage/attach'
import { forDrivers } from './refusals'
import { asHandlers, type Handlers } from './types'

const own: Handlers<'PBD'> = {
  create: ({ pool }, { host, SR, device_config, other_config }) => {
    for (const [ref, pbd] of pool.db.all('PBD'))
      if (pbd.host === host && pbd.SR === SR) throw new Failure('PBD_EXISTS', SR, host, ref)
    const pbd = setPbd(pool, host, SR, device_config, false)
    pool.db.update('PBD', pbd, { other_config })
    return pbd
  },
  destroy: ({ pool }, ref) => {
    if (pool.db.get('PBD', ref).currently_attached)
      throw new Failure('OPERATION_NOT_ALLOWED', 'PBD is currently attached')
    pool.db.destroy('PBD', ref)
  },
  plug: ({ pool, task }, ref) => attach(pool, task, ref),
  unplug: ({ pool, task }, ref) => detach(pool, task, ref),
}

export const pbd: Handlers<'PBD'> = {
  ...own,
  ...asHandlers<'PBD'>({ set_device_config: forDrivers }),
}
