import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'

/** Tables that this role reads and adds to; all others are its own to change. */
const appendOnly = ['AuditEvent', 'AuditCheckpoint']
/** Written by a trigger with the owner's rights. */
const readOnly = ['AuditEntry', '_prisma_migrations']
/** One row, replaced as the log grows. */
const noDelete = ['AuditHead']

/**
 * Makes the role that Domus runs as, next to the owner of the tables who migrates them: it can neither change nor remove
 * rows of the audit log, nor drop what refuses that. Returns the address of the database for it.
 *
 * A server where the owner may not make roles, or which lets no other role in, leaves Domus the owner: then the triggers
 * alone refuse, and the chain tells. This is said in the log.
 */
export async function restrictedUrl(
  ownerUrl: string,
  password: string,
  log: (line: string) => void,
): Promise<string> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ name: string; may: boolean }>(
      'SELECT current_database() AS name, rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user',
    )
    // Roles belong to the whole server, and it may hold more than one Domus.
    const digest = createHash('sha256').update(rows[0]?.name ?? '')
    const role = `domus_app_${digest.digest('hex').slice(0, 8)}`
    const url = asRole(ownerUrl, role, password)
    await owner.query('BEGIN')
    await owner.query('SELECT pg_advisory_xact_lock(hashtext($1))', [role])
    const known = (await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])).rowCount === 1
    if (!known && !rows[0]?.may) {
      throw new Error('its user may not make roles')
    }
    if (!known) await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD '${verifierOf(password)}'`)
    for (const sql of grants(role, rows[0]?.name ?? '')) await owner.query(sql)
    await owner.query('COMMIT')
    if (await letsIn(url)) return url
    // The secret may have changed since, as where a database was restored.
    if (rows[0]?.may) await owner.query(`ALTER ROLE ${role} PASSWORD '${verifierOf(password)}'`)
    if (await letsIn(url)) return url
    throw new Error(`it does not let ${role} in`)
  } catch (error) {
    log(
      `Domus works as the owner of its tables, because the database does not allow otherwise: ${
        error instanceof Error ? error.message : error
      }. Triggers still keep the audit log from being changed; see docs/audit.md.`,
    )
    return ownerUrl
  } finally {
    await owner.end()
  }
}

function grants(role: string, database: string): string[] {
  const list = (tables: readonly string[]) => tables.map(name => `public.${pg.escapeIdentifier(name)}`).join()
  return [
    `GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${role}`,
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
    `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
    `REVOKE UPDATE, DELETE ON ${list(appendOnly)} FROM ${role}`,
    `REVOKE INSERT, UPDATE, DELETE ON ${list(readOnly)} FROM ${role}`,
    `REVOKE DELETE ON ${list(noDelete)} FROM ${role}`,
  ]
}

function asRole(url: string, role: string, password: string): string {
  const changed = new URL(url)
  changed.username = role
  changed.password = password
  return changed.href
}

async function letsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    await client.query('SELECT 1 FROM public."AuditHead"')
    return true
  } catch {
    // Why does not matter: the caller goes on as the owner, and says so.
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** What PostgreSQL keeps of a password (RFC 5803): so none stands in a statement, where the server may log it. */
function verifierOf(password: string): string {
  const salt = randomBytes(16)
  const rounds = 4096
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const keyed = (label: string) => createHmac('sha256', salted).update(label).digest()
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`
}
