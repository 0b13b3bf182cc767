import type { UseFormReturn } from 'react-hook-form'
import type { HostRow, NetworkRow, NewVmChoices, PoolRow, SrRow, Template } from '@/server/api/types'
import type { NewVmValues } from './values'

/** What all steps of the wizard know. */
export interface StepProps {
  form: UseFormReturn<NewVmValues>
  values: NewVmValues
  template: Template
  choices: NewVmChoices
  pool: PoolRow
  hosts: readonly HostRow[]
  storage: readonly SrRow[]
  networks: readonly NetworkRow[]
}
