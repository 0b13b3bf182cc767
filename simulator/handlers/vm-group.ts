import type { Handlers } from './types'

export const vmGroup: Handlers<'VM_group'> = {
  destroy: ({ pool }, ref) => {
    const { VMs } = pool.db.get('VM_group', ref)
    for (const vm of VMs) pool.db.update('VM', vm, { groups: [] })
    pool.db.destroy('VM_group', ref)
  },
}
