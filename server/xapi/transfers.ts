import type { Endpoint } from './endpoint'
import { TransportError } from './errors'
import type { Ref } from './model/records'
import { type Body, type Download, download, type TransferOptions, upload } from './transfer'
import type { XapiSession } from './xapi-session'

export interface ExportVm {
  /** 'zstd' needs a licence at XenServer and no host before 8.0 has it. */
  readonly compression?: 'gzip' | 'zstd'
  /** Export a suspended VM as such, with its memory. */
  readonly preservePowerState?: boolean
}

/** A VM as an XVA archive. It has to be halted or suspended, or a snapshot or template. */
export function exportVm(
  session: XapiSession,
  vm: Ref<'VM'>,
  { compression, preservePowerState }: ExportVm = {},
  options: TransferOptions = {},
): Promise<Download> {
  const query = { ref: vm, use_compression: compression, preserve_power_state: preservePowerState }
  return download(session, { method: 'GET', path: '/export', query }, options, 'Export of a VM')
}

export interface ImportVm {
  /** The storage for its disks, the pool's default if not given. */
  readonly sr?: Ref<'SR'>
  /** Keep UUIDs and MAC addresses. */
  readonly restore?: boolean
  /** Go on in spite of failed checksums. */
  readonly force?: boolean
  /** Bytes of the archive, if they are known of a stream. */
  readonly length?: number
}

/** Makes VMs of an XVA archive and gives their references. */
export async function importVm(
  session: XapiSession,
  archive: Body,
  { sr, restore, force, length }: ImportVm = {},
  options: TransferOptions = {},
): Promise<Ref<'VM'>[]> {
  const query = { sr_id: sr, restore, force }
  const request = { method: 'PUT', path: '/import', query, length } as const
  return asRefs<'VM'>(await upload(session, request, archive, options, 'Import of a VM', 'VM.import'))
}

/** The result of an import is a set of references, which VM.import declares too. */
function asRefs<C extends string>(value: unknown): Ref<C>[] {
  return Array.isArray(value) ? value : []
}

export interface ExportDisk {
  /** qcow2 needs a host of 2026. */
  readonly format: 'raw' | 'vhd' | 'tar' | 'qcow2'
  /** Only what differs from this disk; not for raw. */
  readonly base?: Ref<'VDI'>
}

export function exportDisk(
  session: XapiSession,
  vdi: Ref<'VDI'>,
  { format, base }: ExportDisk,
  options: TransferOptions = {},
): Promise<Download> {
  const request = { method: 'GET', path: '/export_raw_vdi', query: { vdi, format, base } } as const
  return download(session, request, options, 'Export of a disk')
}

/** Writes over a disk. */
export async function importDisk(
  session: XapiSession,
  vdi: Ref<'VDI'>,
  body: Body,
  { format, length }: { readonly format: 'raw' | 'vhd' | 'tar' | 'qcow2'; readonly length?: number },
  options: TransferOptions = {},
): Promise<void> {
  const request = { method: 'PUT', path: '/import_raw_vdi', query: { vdi, format }, length } as const
  await upload(session, request, body, options, 'Import of a disk')
}

/** Samples of a host, of the VMs that run there and of storage, since `start` (seconds of Unix time). As JSON where it is known. */
export function rrdUpdates(
  session: XapiSession,
  at: Endpoint,
  query: {
    readonly start: number
    readonly interval?: number
    readonly cf?: 'AVERAGE' | 'MIN' | 'MAX'
    readonly host?: boolean
    readonly vm_uuid?: readonly string[]
    readonly sr_uuid?: readonly string[]
  },
  options: TransferOptions = {},
): Promise<Download> {
  return download(
    session,
    { method: 'GET', path: '/rrd_updates', at, query: { ...query, json: true } },
    options,
  )
}

/** All that is recorded of a host, a VM or a storage, as XML or JSON. `at` is the host, or one that knows the object. */
export function rrdDump(
  session: XapiSession,
  at: Endpoint,
  of: { readonly kind: 'host' } | { readonly kind: 'vm' | 'sr'; readonly uuid: string },
  json: boolean,
  options: TransferOptions = {},
): Promise<Download> {
  const query = { uuid: of.kind === 'host' ? undefined : of.uuid, json: json || undefined }
  return download(session, { method: 'GET', path: `/${of.kind}_rrd`, at, query }, options)
}

/** The image of a host's control domain: some gigabytes. */
export function hostBackup(
  session: XapiSession,
  at: Endpoint,
  options: TransferOptions = {},
): Promise<Download> {
  return download(
    session,
    { method: 'GET', path: '/host_backup', at, query: {} },
    options,
    'Backup of a host',
  )
}

/** The log files of a host, as tar.gz. */
export function hostLogs(
  session: XapiSession,
  at: Endpoint,
  options: TransferOptions = {},
): Promise<Download> {
  return download(
    session,
    { method: 'GET', path: '/host_logs_download', at, query: {} },
    options,
    'Logs of a host',
  )
}

/** A host's bug report. `entries` are names of capabilities (host.get_system_status_capabilities lists them). */
export function bugReport(
  session: XapiSession,
  at: Endpoint,
  entries: readonly string[],
  output: 'tar' | 'tar.bz2' | 'zip',
  options: TransferOptions = {},
): Promise<Download> {
  const query = { entries: entries.join(','), output }
  return download(
    session,
    { method: 'GET', path: '/system-status', at, query },
    options,
    'Bug report of a host',
  )
}

/** Lines of the pool's audit log, since a time (ISO 8601) if one is given. */
export function auditLog(
  session: XapiSession,
  since: string | undefined,
  options: TransferOptions = {},
): Promise<Download> {
  const request = { method: 'GET', path: '/audit_log', query: { since } } as const
  return download(session, request, options, 'Audit log')
}

/** The pool's database as XML. */
export function poolDatabase(session: XapiSession, options: TransferOptions = {}): Promise<Download> {
  return download(
    session,
    { method: 'GET', path: '/pool/xmldbdump', query: {} },
    options,
    'Dump of the database',
  )
}

/** All of a download that is expected to be small, as text. Throws TransportError bad-answer beyond `limit` bytes. */
export async function textOfDownload(
  session: XapiSession,
  { stream }: Download,
  limit: number,
): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > limit) throw new TransportError('bad-answer', session.endpoint.host, { detail: 'too long' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
