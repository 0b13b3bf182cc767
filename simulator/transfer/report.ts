import { isoTime } from '../clock'
import type { Pool } from '../pool'
import { writeDatabase } from './database-xml'
import { tarEnd, tarFile } from './tar'

/** A file of a host. */
export interface HostFile {
  /** `var/log/xensource.log` */
  readonly path: string
  readonly text: string
}

/** What the logs of a host hold: what happened to VMs, and the tasks there were. */
export function logFiles(pool: Pool, host: string): HostFile[] {
  const { name_label, hostname } = pool.db.get('host', host)
  const at = (time: string) => time.replaceAll('-', '').replace('Z', '.000Z')
  const name = hostname || name_label
  const events = [...pool.messages.all()].map(({ message }) => {
    const body = message.body.replaceAll('\n', ' ')
    return `[${at(message.timestamp)}| info|${name}|0 |${message.name}|xapi] ${message.cls} ${message.obj_uuid}: ${body}`
  })
  const tasks = [...pool.db.all('task')].map(
    ([ref, task]) =>
      `[${at(task.created)}|debug|${name}|0 ${task.name_label}|${ref}|xapi] ${task.status} ${task.error_info.join(' ')}`,
  )
  return [
    { path: 'var/log/xensource.log', text: lines([...events, ...tasks].sort()) },
    { path: 'var/log/audit.log', text: lines(pool.audit.since(0)) },
    {
      path: 'var/log/boot.log',
      text: lines([`Booted at ${pool.db.get('host', host).other_config.boot_time ?? '?'}`]),
    },
  ]
}

/** What a host needs to come back as it was. */
export function hostFiles(pool: Pool, host: string): HostFile[] {
  const { uuid, name_label, hostname, software_version, other_config } = pool.db.get('host', host)
  const inventory = {
    PRODUCT_BRAND: software_version.product_brand ?? '',
    PRODUCT_VERSION: software_version.product_version ?? '',
    BUILD_NUMBER: software_version.build_number ?? '',
    INSTALLATION_UUID: uuid,
    NAME_LABEL: name_label,
  }
  const iscsi = other_config.iscsi_iqn ?? ''
  return [
    {
      path: 'etc/xensource-inventory',
      text: lines(Object.entries(inventory).map(([key, value]) => `${key}='${value}'`)),
    },
    { path: 'etc/hostname', text: lines([hostname || name_label]) },
    { path: 'etc/iscsi/initiatorname.iscsi', text: lines([`InitiatorName=${iscsi}`]) },
    { path: 'var/lib/xcp/state.db', text: [...writeDatabase(pool.db)].join('') },
  ]
}

/** Files that a report on a host has, by what its reader asks for. */
export function reportFiles(pool: Pool, host: string, wanted: ReadonlySet<string> | undefined): HostFile[] {
  const [inventory, , , database] = hostFiles(pool, host)
  const parts: { readonly [entry: string]: readonly (HostFile | undefined)[] } = {
    'host-crashdump-logs': [],
    'xenserver-config': [inventory],
    'xenserver-databases': [database],
    'xenserver-logs': logFiles(pool, host),
  }
  return Object.entries(parts).flatMap(([entry, files]) =>
    wanted === undefined || wanted.has(entry) ? files.flatMap(file => file ?? []) : [],
  )
}

/** An archive of files below a folder. */
export function* archiveOf(pool: Pool, folder: string, files: readonly HostFile[]): Generator<Buffer> {
  const now = pool.clock.now() / 1000
  for (const { path, text } of files) yield tarFile(`${folder}${path}`, Buffer.from(text), now)
  yield tarEnd
}

function lines(texts: Iterable<string>): string {
  return [...texts].map(text => `${text}\n`).join('')
}

/** A moment as names of files have it. */
export function stamp(pool: Pool): string {
  return isoTime(pool.clock.now()).replaceAll(':', '').replace('Z', '')
}
