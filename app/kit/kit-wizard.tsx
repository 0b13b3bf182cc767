'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { WizardDialog } from '@/app/forms/wizard-dialog'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { KitPart } from './kit-part'

const schema = z.object({
  name: z.string().trim().min(1, 'Enter a name.'),
  memory: z.string().regex(/^\d+$/, 'Enter a whole number of GiB.'),
})

export function KitWizard({ theme }: { theme: string }) {
  const [open, setOpen] = useState(false)
  return (
    <KitPart title="Wizard">
      <Button onClick={() => setOpen(true)}>Open the wizard, {theme}</Button>
      {open && <Sample onClose={() => setOpen(false)} />}
    </KitPart>
  )
}

function Sample({ onClose }: { onClose: () => void }) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { name: '', memory: '4' } })
  const { errors } = form.formState
  const { name, memory } = form.watch()
  return (
    <WizardDialog
      title="Sample wizard"
      verb="Make it"
      form={form}
      submitting={false}
      error={null}
      onSubmit={onClose}
      onClose={onClose}
      steps={[
        {
          id: 'name',
          title: 'Name',
          fields: ['name'],
          content: (
            <Field label="Name" required error={errors.name?.message}>
              <Input {...form.register('name')} />
            </Field>
          ),
        },
        {
          id: 'memory',
          title: 'Memory',
          description: 'What it has while it runs.',
          fields: ['memory'],
          content: (
            <Field label="Memory" required error={errors.memory?.message}>
              <Input {...form.register('memory')} />
            </Field>
          ),
        },
      ]}
      summary={[
        { label: 'Name', value: name },
        { label: 'Memory', value: `${memory} GiB` },
      ]}
    />
  )
}
