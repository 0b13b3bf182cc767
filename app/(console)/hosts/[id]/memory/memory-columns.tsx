'use client'

import { bytesText } from '@/app/lib/format'
import { ObjectLink } from '@/app/parts/object-link'
import { Bytes } from '@/app/parts/quantity'
import type { Column } from '@/app/ui/data-table-types'
import { Meter } from '@/app/ui/meter'
import type { HostDetail } from '@/server/api/types'
import { say, t } from '@/server/shared/text'

type Vm = HostDetail['memory']['vms'][number]

/** "4 GiB", or "2 GiB to 8 GiB": what it is held to. */
const setting = ({ least, most }: Vm) =>
  least === most
    ? bytesText(most)
    : t('{least} to {most}', { least: bytesText(least), most: bytesText(most) })

export const memoryColumns: Column<Vm>[] = [
  {
    id: 'name',
    header: say('VM'),
    width: 200,
    sortBy: vm => vm.name,
    cell: vm => <ObjectLink cls="VM" id={vm.id} name={vm.name} strong />,
  },
  {
    id: 'now',
    header: say('Has now'),
    width: 160,
    quiet: true,
    sortBy: vm => vm.now,
    cell: vm => (
      <Meter
        label={t('Memory of {name} beside what it may have', { name: vm.name })}
        share={vm.most > 0 ? vm.now / vm.most : null}
        text={bytesText(vm.now)}
        warnAt={2}
        troubleAt={2}
      />
    ),
  },
  {
    id: 'setting',
    header: say('May have'),
    width: 160,
    sortBy: vm => vm.most,
    text: setting,
    group: { of: setting },
    cell: setting,
  },
  {
    id: 'limit',
    header: say('Can be raised to'),
    width: 140,
    align: 'end',
    sortBy: vm => vm.limit,
    cell: vm => <Bytes count={vm.limit} />,
  },
]
