'use client'

import { paths } from '@/app/lib/paths'
import { shortcuts } from '@/app/lib/shortcuts'
import { PageHeader } from '@/app/parts/page-header'
import { PageLink } from '@/app/parts/page-link'
import { ShortcutList } from '@/app/parts/shortcut-list'
import { Card } from '@/app/ui/card'
import { rich } from '@/app/ui/rich'
import { say, t, told } from '@/server/shared/text'

const filters: readonly [string, string][] = [
  ['web', say('has “web” in its name, description, tags, addresses …')],
  ['-web', say('does not')],
  ['state:running', say('runs; also halted, suspended, paused')],
  ['host:xen3', say('lies on a host with “xen3” in its name')],
  ['tag:prod', say('has a tag with “prod” in it')],
  ['memory:>8G', say('has more than 8 GiB; also <, >=, <=')],
  ['attention:yes', say('has something wrong with it')],
]

/** How to find one's way: the first steps, the words of filters, and the keys. */
export function Help() {
  return (
    <>
      <PageHeader title={t('Help')} />
      <div className="grid items-start gap-4 px-4 pb-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Card title={t('First steps')}>
            <ol className="flex list-decimal flex-col gap-1.5 pl-5">
              <li>
                {rich(
                  '<link>Connect a pool</link>: its address, a user of the pool and the password. Domus follows everything in it from then on.',
                  {
                    link: text => (
                      <PageLink href={paths.connectPool} className="text-accent underline">
                        {text}
                      </PageLink>
                    ),
                  },
                )}
              </li>
              <li>
                {rich(
                  '<link>Open the list of VMs</link>, filter it, press Space on a row to see it beside the list, or Enter to open its page.',
                  {
                    link: text => (
                      <PageLink href={paths.vms} className="text-accent underline">
                        {text}
                      </PageLink>
                    ),
                  },
                )}
              </li>
              <li>
                {t('Right click, or m, on a row or a node of the tree shows all that can be done with it.')}
              </li>
              <li>
                {rich(
                  'What you begin goes on in the strip at the foot of the page, also when you go elsewhere; <link>Tasks</link> has all of it.',
                  {
                    link: text => (
                      <PageLink href={paths.tasks} className="text-accent underline">
                        {text}
                      </PageLink>
                    ),
                  },
                )}
              </li>
              <li>
                {rich('<link>Preferences</link> has themes, more contrast, time zone and start page.', {
                  link: text => (
                    <PageLink href={paths.preferences} className="text-accent underline">
                      {text}
                    </PageLink>
                  ),
                })}
              </li>
            </ol>
            <p className="mt-3">
              <PageLink href={paths.manual()} className="text-accent underline">
                {t('The manual, searchable: running Domus, access, the audit log, and how it is built')}
              </PageLink>
            </p>
            <p className="mt-1">
              <PageLink href={paths.fromXenCenter} className="text-accent underline">
                {t('If you come from XenCenter: where its menus are')}
              </PageLink>
            </p>
          </Card>
          <Card title={t('Words of the filters and the search')}>
            <dl>
              {filters.map(([word, meaning]) => (
                <div key={word} className="grid min-h-7 grid-cols-[8rem_1fr] items-center gap-x-3">
                  <dt className="font-mono">{word}</dt>
                  <dd className="text-muted">{told(meaning)}</dd>
                </div>
              ))}
            </dl>
            <p className="mt-2 text-muted">{t('Several words must all hold.')}</p>
          </Card>
        </div>
        <Card title={t('Keys')}>
          <ShortcutList shortcuts={shortcuts} />
        </Card>
      </div>
    </>
  )
}
