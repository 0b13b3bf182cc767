import { paths } from '@/app/lib/paths'
import { PageLink } from '@/app/parts/page-link'
import { QuotaMeter, usageText } from '@/app/parts/project-usage'
import type { Column } from '@/app/ui/data-table-types'
import type { ProjectInfo } from '@/server/api/types'
import { type QuotaName, quotaNames, quotaWords } from '@/server/shared/project'
import { say } from '@/server/shared/text'

const widths: Record<QuotaName, number> = { vms: 130, vcpus: 130, memory: 200, disk: 200, snapshots: 130 }

export const projectColumns: Column<ProjectInfo>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 200,
    sortBy: project => project.name.toLowerCase(),
    text: project => project.name,
    cell: project => (
      <PageLink href={paths.project(project.id)} className="text-strong hover:underline">
        {project.name}
      </PageLink>
    ),
  },
  ...quotaNames.map(
    (quota): Column<ProjectInfo> => ({
      id: quota,
      header: quotaWords[quota].label,
      width: widths[quota],
      sortBy: project => project.used[quota],
      text: project => usageText(quota, project.used[quota], project.limits[quota]),
      cell: project => <QuotaMeter project={project} quota={quota} />,
    }),
  ),
  {
    id: 'members',
    header: say('Members'),
    width: 90,
    align: 'end',
    sortBy: project => project.members,
    cell: project => project.members,
  },
  {
    id: 'description',
    header: say('Description'),
    width: 220,
    sortBy: project => project.description || null,
    cell: project => <span className="text-muted">{project.description}</span>,
  },
]
