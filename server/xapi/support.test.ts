import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { classFacts, facts, messageFacts } from './facts'
import { compareVersions, type HostVersion, supported, supportedSince } from './support'

const host = (major: number, minor: number, build?: string): HostVersion => ({ api: { major, minor }, build })
const xenServer6 = host(1, 9)
const citrix82 = host(2, 15, '1.249.26')
const xenServer8 = host(2, 21, '24.19.2')
const newest = host(2, 23, '26.17.0')
const hosts = [xenServer6, citrix82, xenServer8, newest]
const where = (method: string) => hosts.map(one => supported(messageFacts(method) ?? {}, one))

describe('what a host has', () => {
  it('is what has appeared in its release or before', () => {
    expect(where('VM.start')).toEqual([true, true, true, true])
    expect(where('VM.set_NVRAM_EFI_variables')).toEqual([false, true, true, true])
    expect(where('VM_group.get_all')).toEqual([false, false, true, true])
    expect(where('Rate_limit.get_all')).toEqual([false, false, false, true])
    expect(supportedSince('24.19.1', host(2, 21))).toBe(false)
    expect(supportedSince('a release of the future', newest)).toBe(false)
    expect(supportedSince(undefined, xenServer6)).toBe(true)
  })

  it('is not what was removed before, unless it has come back', () => {
    expect(where('VMPP.get_all')).toEqual([true, false, false, false])
    expect(messageFacts('VDI.resize_online')).toMatchObject({ removed: 'inverness', again: '26.16.1-next' })
    expect(where('VDI.resize_online')).toEqual([true, false, false, true])
  })

  it('compares versions by their numbers', () => {
    expect(compareVersions('24.9.0', '24.19.0')).toBeLessThan(0)
    expect(compareVersions('2.0', '1.10')).toBeGreaterThan(0)
    expect(compareVersions('24.19', '24.19.0')).toBe(0)
  })
})

describe('what should not be used any more', () => {
  it('is known at run time, with the release', () => {
    expect(messageFacts('event.next')).toMatchObject({ state: 'deprecated', deprecated: 'boston' })
    expect(messageFacts('Async.VM.snapshot_with_quiesce')).toMatchObject({
      state: 'removed',
      deprecated: 'quebec',
      removed: 'quebec',
    })
    expect(messageFacts('VM.start')?.deprecated).toBeUndefined()
    expect(messageFacts('VDI.resize_online')?.deprecated).toBeUndefined()
    expect(classFacts('host_cpu')).toMatchObject({ state: 'deprecated', deprecated: 'midnight-ride' })
    expect(classFacts('VM')?.fields.is_snapshot_from_vmpp).toMatchObject({ state: 'removed' })
  })

  it('is marked in the types, all of it', () => {
    const marks = (file: string) =>
      readFileSync(new URL(`./model/${file}`, import.meta.url), 'utf8').match(/@deprecated/g)?.length ?? 0
    const past = ({ state }: { state?: string }) => state === 'deprecated' || state === 'removed'
    const classes = Object.values(facts.classes)
    const messages = classes.flatMap(({ messages }) => Object.values(messages)).filter(past)
    const fields = classes
      .flatMap(({ fields }) => Object.values(fields))
      .filter(one => past(one) && !one.internal)
    const pastClasses = classes.filter(past)
    const withAsync = pastClasses.filter(({ messages }) => Object.values(messages).some(one => one.async))
    expect(marks('calls.ts')).toBe(
      messages.length + messages.filter(one => one.async).length + pastClasses.length + withAsync.length,
    )
    expect(marks('records.ts')).toBe(fields.length + pastClasses.length)
  })
})
