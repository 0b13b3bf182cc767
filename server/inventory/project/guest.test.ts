import { describe, expect, test } from 'vitest'
import type { Records } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import { record } from '../testing/records'
import { guestAddresses, guestFamily, guestOs, guestTools, isHvm, toolsState, toolsVersion } from './guest'

const vm = (fields: Partial<FollowedRecord<'VM'>> = {}) => record('VM', fields)
const guest = (os_version: Record<string, string>) => record('VM_guest_metrics', { os_version })
const template = (name: string) => vm({ other_config: { base_template_name: name } })

describe('the operating system', () => {
  test('is what the guest says', () => {
    const windows = guest({ name: 'Microsoft Windows Server 2022 Standard|C:\\Windows|\\Device\\Harddisk0' })
    expect(guestOs(template('Debian 12'), windows)).toBe('Microsoft Windows Server 2022 Standard')
    expect(guestFamily(vm(), windows)).toBe('windows')
  })
  test('is the template while the guest is silent', () => {
    expect(guestOs(template('Windows Server 2019 (64-bit)'), undefined)).toBe('Windows Server 2019')
    expect(guestOs(template('Other install media'), undefined)).toBe('')
    expect(guestOs(vm(), undefined)).toBe('')
  })
})

describe('the family', () => {
  test.each([
    [{ distro: 'windows' }, 'windows'],
    [{ name: 'Ubuntu 24.04 LTS', distro: 'ubuntu' }, 'linux'],
    [{ name: 'FreeBSD 14.1' }, 'other'],
    [{ name: 'Frobnix 3', uname: '6.1.0' }, 'linux'],
  ])('of a guest that says %j is %s', (os, family) => {
    expect(guestFamily(vm(), guest(os))).toBe(family)
  })
  test('of a silent guest is guessed from template and platform', () => {
    expect(guestFamily(template('Windows 10 (64-bit)'), undefined)).toBe('windows')
    expect(guestFamily(template('Red Hat Enterprise Linux 9'), undefined)).toBe('linux')
    const hvm = { HVM_boot_policy: 'BIOS order' }
    expect(guestFamily(vm({ ...hvm, platform: { device_id: '0002' } }), undefined)).toBe('windows')
    expect(guestFamily(vm({ ...hvm, platform: { viridian: 'true' } }), undefined)).toBe('other')
    expect(guestFamily(vm({ domain_type: 'pv' }), undefined)).toBe('linux')
  })
})

test('addresses of both forms are told once, IPv4 first', () => {
  const networks = {
    '0/ipv6/0': 'fe80::1',
    '10/ip': '10.0.0.10',
    '0/ipv4/0': '10.0.0.1',
    '0/ip': '10.0.0.1',
    '0/ipv4/1': '10.0.0.2',
    '1/ip': '',
    nonsense: '1.2.3.4',
  }
  const metrics = record('VM_guest_metrics', { networks })
  expect(guestAddresses(metrics)).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.10', 'fe80::1'])
  expect(guestAddresses(metrics, '10')).toEqual(['10.0.0.10'])
  expect(guestAddresses(undefined)).toEqual([])
})

test('tools are installed when a driver version was reported', () => {
  const installed = record('VM_guest_metrics', { PV_drivers_version: { major: '8', minor: '2', micro: '1' } })
  const unreadable = record('VM_guest_metrics', { PV_drivers_version: { major: '-1', minor: '-1' } })
  const running = vm({ power_state: 'Running' })
  expect(toolsVersion(installed)).toBe('8.2.1')
  expect(toolsState(running, installed)).toBe('installed')
  expect(toolsState(running, unreadable)).toBe('not installed')
  expect(toolsState(running, undefined)).toBe('not installed')
  expect(toolsState(vm({ power_state: 'Halted' }), undefined)).toBe('unknown')
})

describe('[VM-24] of the guest tools', () => {
  const running = vm({ power_state: 'Running' })
  const version = { PV_drivers_version: { major: '9', minor: '4', micro: '1' } }
  const told = { os_version: { name: 'Microsoft Windows 11' } }
  const detected = { PV_drivers_detected: true, PV_drivers_up_to_date: true }
  const state = (fields: Partial<Records['VM_guest_metrics']>, platform = '3.4.0') =>
    guestTools(running, record('VM_guest_metrics', fields), platform)

  test('drivers and agent are told apart', () => {
    expect(state({})).toBe('none')
    expect(state(detected)).toBe('drivers')
    expect(state(version)).toBe('agent')
    expect(state(told)).toBe('agent')
    expect(state({ ...version, ...detected })).toBe('both')
    expect(state({ ...told, ...detected })).toBe('both')
    expect(state({ ...version, PV_drivers_detected: true })).toBe('old')
  })
  test('pools before XenServer 7.0 know them as one', () => {
    expect(state(told, '2.0.0')).toBe('none')
    expect(state(version, '2.0.0')).toBe('old')
    expect(state({ ...version, PV_drivers_up_to_date: true }, '2.0.0')).toBe('both')
  })
  test('nothing is known of a guest that has not run', () => {
    expect(guestTools(running, undefined, '3.4.0')).toBe('none')
    expect(guestTools(vm({ power_state: 'Halted' }), undefined, '3.4.0')).toBe('unknown')
  })
})

test('older hosts tell the kind of domain by the boot policy', () => {
  expect(isHvm(vm({ domain_type: 'unspecified', HVM_boot_policy: 'BIOS order' }))).toBe(true)
  expect(isHvm(vm({ domain_type: 'unspecified', HVM_boot_policy: '' }))).toBe(false)
  expect(isHvm(vm({ domain_type: 'pv_in_pvh', HVM_boot_policy: 'BIOS order' }))).toBe(false)
})
