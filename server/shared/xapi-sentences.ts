import { bytesText } from './bytes'

/** What a refusal of a pool means: one sentence for what happened, one for what to do now. */
export interface Sentence {
  message: string
  next?: string
}

/** Finds what a person calls an object, given the reference or uuid in an error's parameter. */
export type NameOf = (refOrUuid: string) => string | undefined

type Write = (at: (index: number) => string, raw: (index: number) => string | undefined) => Sentence

const size = (text: string | undefined) => (text && /^\d+$/.test(text) ? bytesText(Number(text)) : '?')
const operation = (name: string | undefined) => (name ?? 'another operation').replaceAll('_', ' ')

/**
 * The one table from XAPI's codes to words. Parameters are named in the data model; newer hosts add some at the
 * end, so none is taken for granted.
 */
const table: Record<string, Write> = {
  VM_BAD_POWER_STATE: (at, raw) => ({
    message: `${at(0)} is ${operation(raw(2)).toLowerCase()}; this needs it to be ${operation(raw(1))}.`,
    next: 'Its state has changed in the meantime. Look again and choose what fits.',
  }),
  OTHER_OPERATION_IN_PROGRESS: (at, raw) => ({
    message: `${at(1)} is busy: ${operation(raw(2))} is under way.`,
    next: 'Wait until it has finished, then try again.',
  }),
  OPERATION_NOT_ALLOWED: at => ({ message: `The pool does not allow this: ${at(0)}` }),
  OPERATION_BLOCKED: (at, raw) => ({
    message: `This operation is blocked on ${at(0)}${raw(1) && raw(1) !== 'true' ? `: ${at(1)}` : '.'}`,
    next: 'Whoever blocked it can lift the block (blocked_operations of the object).',
  }),
  VM_LACKS_FEATURE: at => ({
    message: `${at(0)} can’t do this: its guest tools do not answer.`,
    next: 'Install the guest tools in it, or use the forced form of the action.',
  }),
  VM_MISSING_PV_DRIVERS: at => ({
    message: `${at(0)} has no guest tools.`,
    next: 'Install the guest tools in it, or use the forced form of the action.',
  }),
  VM_NON_SUSPENDABLE: at => ({ message: `${at(0)} can’t be suspended: ${at(1)}` }),
  VM_IS_IMMOBILE: at => ({ message: `${at(0)} is set so that it can’t be suspended or moved.` }),
  VM_SHUTDOWN_TIMEOUT: (at, raw) => ({
    message: `${at(0)} was asked to shut down but did not within ${Math.round(Number(raw(1) ?? '0'))} seconds.`,
    next: 'Look at its console: something in the guest may hold it up. Force shut down if it has to stop now.',
  }),
  VM_REQUIRES_SR: at => ({
    message: `${at(0)} needs the storage ${at(1)}, which the host can’t reach.`,
    next: 'Repair or plug that storage, then start the VM again.',
  }),
  VM_REQUIRES_NETWORK: at => ({
    message: `${at(0)} needs the network ${at(1)}, which no available host has.`,
  }),
  VM_HVM_REQUIRED: at => ({ message: `${at(0)} needs a host with hardware virtualisation (HVM).` }),
  VM_IS_TEMPLATE: at => ({ message: `${at(0)} is a template.`, next: 'Make a VM from it first.' }),
  VM_IS_SNAPSHOT: at => ({ message: `${at(0)} is a snapshot.` }),
  VM_NO_SUSPEND_SR: at => ({
    message: `There is no storage to write the memory of ${at(0)} to.`,
    next: 'Choose a suspend SR for the VM, its host or the pool.',
  }),
  VM_HAS_PCI_ATTACHED: at => ({ message: `${at(0)} has a device of the host passed through to it.` }),
  VM_HAS_VGPU: at => ({ message: `${at(0)} has a virtual GPU that does not allow this.` }),
  HOST_NOT_ENOUGH_FREE_MEMORY: (_at, raw) => ({
    message: `The host has too little free memory: ${size(raw(0))} is needed, ${size(raw(1))} is free.`,
    next: 'Stop or move other VMs there, lower this VM’s memory, or start it on another host.',
  }),
  HOST_NOT_ENOUGH_PCPUS: (_at, raw) => ({
    message: `The VM has ${raw(0) ?? 'more'} vCPUs, the host ${raw(1) ?? 'fewer'} CPUs.`,
  }),
  NO_HOSTS_AVAILABLE: () => ({
    message: 'No host of the pool can run this VM now.',
    next: 'Look for too little free memory, unreachable storage or networks, and disabled hosts.',
  }),
  HOST_OFFLINE: at => ({ message: `${at(0)} is offline.` }),
  HOST_NOT_LIVE: at => ({ message: `${at(0)} does not answer its coordinator.` }),
  HOST_DISABLED: at => ({ message: `${at(0)} is disabled.`, next: 'Take it out of maintenance first.' }),
  HOST_IS_SLAVE: at => ({
    message: 'This host is a supporter of a pool.',
    next: `Its coordinator is ${at(0)}.`,
  }),
  HOST_STILL_BOOTING: () => ({ message: 'The host is still starting.', next: 'Try again in a minute.' }),
  SESSION_AUTHENTICATION_FAILED: () => ({
    message: 'The pool does not accept this user name and password.',
    next: 'Check both; the pool may have delayed its answer on purpose.',
  }),
  SESSION_AUTHORIZATION_FAILED: at => ({
    message: `${at(0)} may sign in to the directory but has no access to this pool.`,
    next: 'Have a pool administrator add the account or one of its groups.',
  }),
  SESSION_INVALID: () => ({ message: 'The session with the pool has ended.', next: 'Try again.' }),
  RBAC_PERMISSION_DENIED: at => ({
    message: `The account Domus uses on this pool may not do this (${at(0)}).`,
    next: 'Give the account a higher role on the pool, or connect with another.',
  }),
  HANDLE_INVALID: at => ({ message: `This ${at(0)} is gone from the pool.` }),
  UUID_INVALID: at => ({ message: `There is no such ${at(0)} in the pool.` }),
  VDI_IN_USE: at => ({ message: `The disk ${at(0)} is in use by another VM or operation.` }),
  VDI_READONLY: at => ({ message: `The disk ${at(0)} is read-only.` }),
  VDI_NOT_AVAILABLE: at => ({ message: `The disk ${at(0)} is not available.` }),
  SR_HAS_NO_PBDS: at => ({ message: `No host is connected to the storage ${at(0)}.` }),
  SR_SUSPEND_SPACE_INSUFFICIENT: at => ({
    message: `The suspend storage ${at(0)} has too little space.`,
    next: 'Free space there or choose another suspend SR.',
  }),
  BOOTLOADER_FAILED: at => ({ message: `The boot loader of ${at(0)} failed: ${at(1)}` }),
  LICENCE_RESTRICTION: at => ({ message: `The licence of the pool does not include this: ${at(0)}` }),
  FEATURE_RESTRICTED: at => ({ message: `The licence of the pool does not include this: ${at(0)}` }),
  HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN: () => ({
    message: 'High availability could no longer keep its promise after this.',
    next: 'Lower the number of host failures the pool tolerates, then try again.',
  }),
  TASK_CANCELLED: () => ({ message: 'This was cancelled.' }),
  MESSAGE_METHOD_UNKNOWN: at => ({
    message: `This pool’s software does not know ${at(0)}.`,
    next: 'It needs a newer release.',
  }),
  XENAPI_PLUGIN_FAILURE: at => ({ message: `A plug-in of the host failed: ${at(2) || at(1)}` }),
  INTERNAL_ERROR: at => ({
    message: `The pool met an error of its own: ${at(0)}`,
    next: 'Its log (xensource.log) says more.',
  }),
}

/** The sentence for a code, with object names in place of references. An unknown code shows itself. */
export function xapiSentence(
  code: string,
  params: readonly string[],
  nameOf: NameOf = () => undefined,
): Sentence {
  const raw = (index: number) => params[index]
  const at = (index: number) => {
    const text = params[index]
    if (text === undefined || text === '') return '(not named)'
    return nameOf(text) ?? (text.startsWith('OpaqueRef:') ? 'an object that is gone' : text)
  }
  if (/^SR_BACKEND_FAILURE/.test(code)) {
    const said = [params[1], params[2]].find(text => text && !text.startsWith('<')) ?? 'it gave no reason'
    return {
      message: `The storage refused: ${said.trim().replace(/\.?$/, '.')}`,
      next: 'The storage manager’s log (SMlog) on the host says more.',
    }
  }
  const write = table[code]
  if (write) return write(at, raw)
  const shown = params.map((_, index) => at(index)).join(', ')
  return { message: `The pool refused: ${code}${shown ? ` (${shown})` : ''}.` }
}
