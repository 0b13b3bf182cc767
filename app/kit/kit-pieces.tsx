import { Badge } from '@/app/ui/badge'
import { Banner } from '@/app/ui/banner'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { EmptyState } from '@/app/ui/empty-state'
import { Facts } from '@/app/ui/facts'
import { Kbd } from '@/app/ui/kbd'
import { Meter } from '@/app/ui/meter'
import { Skeleton } from '@/app/ui/skeleton'
import { Spinner } from '@/app/ui/spinner'
import { StatusMark, statuses } from '@/app/ui/status-mark'
import { KitPart } from './kit-part'

const surfaces = ['bg-canvas', 'bg-base', 'bg-sunken', 'bg-raised', 'bg-hover', 'bg-press', 'bg-selected']
const texts = ['text-strong', 'text-default', 'text-muted', 'text-faint', 'text-accent']
const charts = ['bg-chart-1', 'bg-chart-2', 'bg-chart-3', 'bg-chart-4', 'bg-chart-5', 'bg-chart-6']
const words = {
  ok: 'Running',
  idle: 'Halted',
  held: 'Paused',
  moving: 'Starting…',
  warn: 'Partly attached',
  trouble: 'Unreachable',
  unknown: 'Unknown',
}

export function KitPieces({ theme }: { theme: string }) {
  return (
    <>
      <KitPart title="Surfaces and texts">
        {surfaces.map(surface => (
          <div key={surface} className={`flex flex-col rounded-control border border-line p-2 ${surface}`}>
            <span className="text-faint text-s">{surface.slice(3)}</span>
            {texts.map(text => (
              <span key={text} className={text}>
                {text.slice(5)} 0123
              </span>
            ))}
          </div>
        ))}
      </KitPart>
      <KitPart title="Type">
        <span className="text-s">text-s</span>
        <span className="text-m">text-m Il1 0O</span>
        <span className="text-l">text-l</span>
        <span className="title-s">title-s</span>
        <span className="title-m">title-m</span>
        <span className="figure">figure 42</span>
        <span className="font-mono">mono 10.0.0.14 Il1</span>
      </KitPart>
      <KitPart title="Status">
        {statuses.map(status => (
          <StatusMark key={status} status={status} word={words[status]} />
        ))}
        <StatusMark status="held" half word="Suspended" />
      </KitPart>
      <KitPart title="Status, loud">
        {statuses.map(status => (
          <StatusMark key={status} loud status={status} word={words[status]} />
        ))}
      </KitPart>
      <KitPart title="Status on a selected row">
        <div className="flex flex-wrap gap-3 rounded-control bg-selected p-2">
          {statuses.map(status => (
            <StatusMark key={status} status={status} word={words[status]} />
          ))}
        </div>
      </KitPart>
      <KitPart title="Badges">
        <Badge>plain</Badge>
        {statuses.map(status => (
          <Badge key={status} tone={status}>
            {status}
          </Badge>
        ))}
      </KitPart>
      <KitPart title="Meters">
        <Meter label="Memory of xen1" share={0.42} text="42 %" />
        <Meter label="Memory of xen2" share={0.86} text="86 %" />
        <Meter label="Memory of xen3" share={0.97} text="97 %" />
        <Meter label="Memory of xen4" share={null} text="–" />
      </KitPart>
      <KitPart title="Charts">
        {charts.map(chart => (
          <span key={chart} className={`h-6 w-12 rounded-control ${chart}`} />
        ))}
      </KitPart>
      <KitPart title="Waiting, keys">
        <Spinner />
        <Skeleton className="w-32" />
        <Kbd keys="Ctrl K" />
        <Kbd keys="Shift F10" />
      </KitPart>
      <div className="flex flex-col gap-2">
        <Banner tone="info" title="A newer version of the guest tools is ready." />
        <Banner tone="ok" title="All hosts are patched." />
        <Banner tone="warn" title="Storage “nfs-01” is near full.">
          Less than a tenth of its space is free.
        </Banner>
        <Banner tone="trouble" title="The pool refused: there is not enough memory on xen2.">
          Choose another host, or free memory there. <code>HOST_NOT_ENOUGH_FREE_MEMORY</code>
        </Banner>
        <Banner tone="unknown" title="Last heard from pool “Lab” at 14:03:22." />
      </div>
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <Card title={`General, ${theme}`}>
          <Facts
            facts={[
              { label: 'Host', value: 'xen1' },
              { label: 'Memory', value: '4 GiB' },
              {
                label: 'UUID',
                value: <Copyable mono label="UUID" value="8f0c1f5e-7a5b-4c5f-9f6e-2f0f2d1c7b11" />,
              },
              { label: 'Description', value: '' },
            ]}
          />
        </Card>
        <Card title={`Snapshots, ${theme}`} flush>
          <EmptyState kind="nothing-yet" title="No snapshots yet" icon="snapshot">
            A snapshot keeps the disks of a VM as they are now.
          </EmptyState>
        </Card>
        <Card title={`No match, ${theme}`} flush>
          <EmptyState kind="no-match" title="Nothing matches">
            None of 40 matches “zzz”.
          </EmptyState>
        </Card>
        <Card title={`Cannot know, ${theme}`} flush>
          <EmptyState kind="cannot-know" title="The pool does not answer">
            Last heard from at 14:03:22.
          </EmptyState>
        </Card>
      </div>
    </>
  )
}
