'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type Resolver, useForm } from 'react-hook-form'
import { useAsker } from '@/app/lib/asker'
import { usePool, useRows } from '@/app/lib/inventory'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Checkbox } from '@/app/ui/checkbox'
import { Dialog } from '@/app/ui/dialog'
import { Skeleton } from '@/app/ui/skeleton'
import type { NewVmChoices, PoolRow, Template } from '@/server/api/types'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { useDiskStorage } from '../storage-choices'
import { WizardDialog } from '../wizard-dialog'
import { checkOf } from './check-values'
import { FirstStartStep } from './first-start-step'
import { HomeStep } from './home-step'
import { MediaStep } from './media-step'
import { NameStep } from './name-step'
import { NetworkStep } from './network-step'
import { QuickForm } from './quick-form'
import { SeveralReport } from './several-report'
import { SizeStep } from './size-step'
import type { StepProps } from './step'
import { StorageStep } from './storage-step'
import { summaryOf } from './summary'
import { TemplateStep } from './template-step'
import { useSeveral } from './use-several'
import { inputOf, type NewVmValues, namesOf, valuesOf } from './values'

/** Makes a VM of a template, in steps. From a host's menu that host is its home server at first. */
export function NewVmDialog(props: ActionFormProps) {
  const row = props.subject.kind === 'one' ? props.subject.row : undefined
  const pool = usePool(row?.pool ?? '')
  const choices = useQuery(
    trpc.inventory.newVm.queryOptions(
      { pool: row?.pool ?? '' },
      // What was kept of an earlier time lacks what was made since.
      { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false },
    ),
  )
  if (pool && choices.data) return <Wizard {...props} pool={pool} choices={choices.data} />
  return (
    <Dialog
      open
      width="l"
      title={t('New VM')}
      onClose={props.onClose}
      footer={<Button onClick={props.onClose}>{t('Cancel')}</Button>}
    >
      {choices.error ? (
        <ErrorNote error={appError(choices.error)} />
      ) : (
        <div aria-busy className="flex min-h-64 flex-col gap-3">
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
          <Skeleton className="w-3/5" />
        </div>
      )}
    </Dialog>
  )
}

const nothing: NewVmValues = {
  ...{
    template: '',
    name: '',
    count: '1',
    biosOf: '',
    vendorDevice: false,
    description: '',
    project: '',
    media: 'nothing',
    disc: null,
    url: '',
  },
  ...{ bootParameters: '', firmware: '', vtpm: false, gpu: null, home: '', vcpus: '1', vcpusMax: '1' },
  ...{
    coresPerSocket: '1',
    memory: '',
    ranges: false,
    memoryLeast: '',
    memoryLimit: '',
    copyTo: '',
    own: [],
    disks: [],
    nics: [],
    start: true,
  },
  ...{ seed: false, userData: '', networkConfig: '' },
}

const byName = new Intl.Collator('en', { numeric: true })
const named = (a: { name_label: string }, b: { name_label: string }) =>
  byName.compare(a.name_label, b.name_label)

function Wizard({
  pool,
  choices,
  subject,
  known,
  submitting,
  error,
  onSubmit,
  onClose,
}: ActionFormProps & { pool: PoolRow; choices: NewVmChoices }) {
  const asker = useAsker()
  const hosts = useRows('host')
    .filter(host => host.pool === pool.id)
    .sort(named)
  const networks = useRows('network')
    .filter(network => network.pool === pool.id)
    .sort(named)
  const storage = useDiskStorage([pool.id])
  const about = {
    ...{ storage, automaticNetworks: choices.automaticNetworks },
    vtpm: choices.vtpmObstacle === null,
  }
  const templateOf = (id: string) => choices.templates.find(one => one.id === id)

  // Read once: what was typed stays, whatever becomes of the row it was opened from.
  const [first] = useState(() => {
    const row = subject.kind === 'one' ? subject.row : undefined
    const onHost = row?.class === 'host' && asker.permissionsOn(row.id).has('vm.migrate')
    const begun = { ...nothing, home: onHost ? row.id : '' }
    const template = templateOf(textIn(known, 'template'))
    return template ? valuesOf(template, { ...about, home: begun.home }, begun) : begun
  })
  const resolver: Resolver<NewVmValues> = (values, context, options) =>
    zodResolver(checkOf(templateOf(values.template), storage))(values, context, options)
  const form = useForm<NewVmValues>({ defaultValues: first, resolver })
  const values = form.watch()
  const template = useMemo(
    () => choices.templates.find(one => one.id === values.template),
    [choices, values.template],
  )

  const choose = (next: Template) => {
    if (next.id === values.template) return
    const typed = template && values.name !== template.suggested ? values.name : undefined
    const begun = valuesOf(next, { ...about, home: values.home }, values)
    form.reset(typed === undefined ? begun : { ...begun, name: typed })
  }
  const several = useSeveral(subject)
  const [quick, setQuick] = useState(false)
  const step: StepProps | undefined = template && {
    ...{ form, values, template, choices, pool, hosts, storage, networks },
  }
  const part = (draw: (props: StepProps) => React.ReactNode) => step && draw(step)
  const frame = {
    title: t('New VM in {name}', { name: pool.name_label }),
    verb: t('Make VM'),
    submitting: submitting || several.pending,
    error: error ?? several.error,
    onSubmit() {
      const given = form.getValues()
      const [name = '', ...more] = namesOf(given)
      if (!template) return
      if (more.length === 0) onSubmit(inputOf(given, template, name))
      else several.make([name, ...more], each => inputOf(given, template, each))
    },
    onClose,
  }
  if (several.made) return <SeveralReport made={several.made} onClose={onClose} />
  if (quick)
    return (
      <QuickForm
        {...frame}
        templates={choices.templates}
        chosen={values.template}
        onChoose={choose}
        problem={form.formState.errors.template?.message}
        step={step}
        check={() => form.trigger()}
        onPages={() => setQuick(false)}
      />
    )
  return (
    <WizardDialog
      {...frame}
      form={form}
      aside={<Button onClick={() => setQuick(true)}>{t('All on one page')}</Button>}
      steps={[
        {
          id: 'template',
          title: t('Template'),
          description: t(
            'What it is made of: settings that suit a system, or a system that is there already.',
          ),
          fields: ['template'],
          content: (
            <TemplateStep
              templates={choices.templates}
              chosen={values.template}
              onChoose={choose}
              error={form.formState.errors.template?.message}
            />
          ),
        },
        {
          id: 'name',
          title: t('Name'),
          fields: ['name', 'count', 'description', 'project'],
          content: part(props => (
            <NameStep {...props} serverIssue={error?.field === 'name' ? error.message : undefined} />
          )),
        },
        {
          id: 'media',
          title: t('Installation'),
          description: t('What its system is installed from, and how it boots.'),
          fields: ['media', 'disc', 'url', 'bootParameters', 'firmware', 'vtpm', 'biosOf'],
          content: part(props => <MediaStep {...props} />),
        },
        {
          id: 'home',
          title: t('Home server'),
          description: t('Where it starts when there is room for it. It can run on others all the same.'),
          fields: ['home'],
          content: part(props => <HomeStep {...props} />),
        },
        {
          id: 'size',
          title: t('CPU and memory'),
          fields: ['vcpus', 'vcpusMax', 'coresPerSocket', 'memory', 'memoryLeast', 'memoryLimit', 'gpu'],
          content: part(props => <SizeStep {...props} />),
        },
        {
          id: 'storage',
          title: t('Storage'),
          fields: ['own', 'disks', 'copyTo'],
          content: part(props => <StorageStep {...props} />),
        },
        {
          id: 'networks',
          title: t('Networks'),
          fields: ['nics'],
          content: part(props => <NetworkStep {...props} />),
        },
        {
          id: 'first-start',
          title: t('First start'),
          fields: ['seed', 'userData', 'networkConfig'],
          content: part(props => <FirstStartStep {...props} />),
        },
      ]}
      summary={step ? summaryOf(step) : []}
      finish={
        <Checkbox
          className="mt-3"
          label={t('Start it when it is made')}
          help={t('If something fails before it is whole, nothing of it is left behind.')}
          {...form.register('start')}
        />
      }
    />
  )
}

function textIn(known: unknown, key: string): string {
  const found: unknown = Reflect.get(Object(known), key)
  return typeof found === 'string' ? found : ''
}
