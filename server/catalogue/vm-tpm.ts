import { say, t } from '@/server/shared/text'
import { vtpmReason } from '@/server/shared/vtpm'
import { defineAction } from './define'
import { inputOf } from './input'

export const vmAddTpm = defineAction({
  id: 'vm.addTpm',
  on: ['VM'],
  label: say('Add virtual TPM'),
  sentence: (name: string) => t('Add a virtual TPM to {name}', { name }),
  will: say('get a virtual TPM'),
  icon: 'lock',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.edit',
  listed: false,
  async check({ ref, around }) {
    const obstacle = around.vtpmObstacle(ref)
    if (obstacle !== null) around.refuse(vtpmReason(obstacle))
  },
  run: ({ xapi, ref }) => xapi.VTPM.create(ref, false),
})

export const vmRemoveTpm = defineAction({
  id: 'vm.removeTpm',
  on: ['VM'],
  label: say('Remove virtual TPM…'),
  sentence: (name: string) => t('Remove the virtual TPM of {name}', { name }),
  icon: 'delete',
  tone: 'danger',
  group: 'properties',
  permission: 'vm.edit',
  listed: false,
  bulk: false,
  input: inputOf('vtpm'),
  recentSignIn: true,
  async check({ ref, around, input }) {
    const { obstacle } = around.vtpm(ref, input.vtpm)
    if (obstacle !== null) around.refuse(vtpmReason(obstacle))
  },
  run: ({ xapi, ref, around, input }) => xapi.VTPM.destroy(around.vtpm(ref, input.vtpm).ref),
})
