'use client'

import { useState } from 'react'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { PasswordInput } from '@/app/ui/password-input'
import { Select } from '@/app/ui/select'
import { Switch } from '@/app/ui/switch'
import { Icon } from '@/app/ui/symbol'
import { Textarea } from '@/app/ui/textarea'

const hosts = [
  { value: 'any', label: 'Any host' },
  { value: 'xen1', label: 'xen1' },
  { value: 'xen2', label: 'xen2', reason: 'in maintenance' },
] as const

export function KitForms({ theme }: { theme: string }) {
  const [host, setHost] = useState<(typeof hosts)[number]['value']>('any')
  const [on, setOn] = useState(true)
  return (
    <form className="grid grid-cols-2 gap-4 max-md:grid-cols-1" aria-label={`Sample form, ${theme}`}>
      <Field label="Name" required>
        <Input placeholder="web-01" />
      </Field>
      <Field
        label="Address"
        required
        error="No host answers at this address."
        help="A host name or an IP address."
      >
        <Input mono defaultValue="10.0.0.300" />
      </Field>
      <Field label="Password" required>
        <PasswordInput autoComplete="off" defaultValue="correct horse" />
      </Field>
      <Field label="Host">
        <Select options={hosts} value={host} onChange={setHost} />
      </Field>
      <Field label="Memory" required>
        <Input inputMode="decimal" defaultValue="4" trail={<span className="pr-1 text-s">GiB</span>} />
      </Field>
      <Input
        aria-label="Filter VMs"
        placeholder="Filter"
        lead={<Icon name="filter" />}
        className="self-end"
      />
      <Field label="Description" className="col-span-full">
        <Textarea defaultValue="Front end of the shop." />
      </Field>
      <div>
        <Checkbox label="Start after it is made" defaultChecked />
        <Checkbox label="Some of them" partly />
        <Checkbox label="Not chosen" help="What it would do." />
      </div>
      <div>
        <Switch label="Live console in the page" checked={on} onChange={setOn} />
        <Switch label="Off" checked={!on} onChange={next => setOn(!next)} />
      </div>
    </form>
  )
}
