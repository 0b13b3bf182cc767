const SECTOR = 2048

interface File {
  readonly name: string
  readonly bytes: Buffer
}

const pad = (bytes: Buffer) =>
  Buffer.concat([bytes, Buffer.alloc((SECTOR - (bytes.length % SECTOR)) % SECTOR)])

/** A record of a directory; `long`: with its name as Rock Ridge has it. */
function record(short: string, at: number, length: number, folder: boolean, long?: string): Buffer {
  const name = Buffer.from(short, 'latin1')
  const more = long === undefined ? Buffer.alloc(0) : rockRidge(long)
  const fixed = 33 + name.length + (name.length % 2 === 0 ? 1 : 0)
  const bytes = Buffer.alloc(fixed + more.length + (more.length % 2))
  bytes[0] = bytes.length
  bytes.writeUInt32LE(at, 2)
  bytes.writeUInt32LE(length, 10)
  bytes[25] = folder ? 2 : 0
  bytes[32] = name.length
  name.copy(bytes, 33)
  more.copy(bytes, fixed)
  return bytes
}

function rockRidge(name: string): Buffer {
  return Buffer.concat([Buffer.from('NM'), Buffer.from([name.length + 5, 1, 0]), Buffer.from(name)])
}

/** A CD image with these files at its top and in `repodata`, as tests need one. */
function testImage(top: readonly File[], repodata: readonly File[]): Buffer {
  // The descriptor, the two directories, then the files one after the other.
  let next = 19
  const placed = (files: readonly File[]) =>
    files.map(file => {
      const at = next
      next += Math.max(1, Math.ceil(file.bytes.length / SECTOR))
      return { ...file, at }
    })
  const [first, second] = [placed(top), placed(repodata)]
  const entries = (files: ReturnType<typeof placed>) =>
    files.map(({ name, bytes, at }, index) => record(`F${index}.;1`, at, bytes.length, false, name))
  const folder = pad(
    Buffer.concat([record('\0', 18, SECTOR, true), record('\x01', 17, SECTOR, true), ...entries(second)]),
  )
  const root = pad(
    Buffer.concat([
      record('\0', 17, SECTOR, true),
      record('\x01', 17, SECTOR, true),
      record('REPODATA', 18, SECTOR, true),
      ...entries(first),
    ]),
  )
  const descriptor = Buffer.alloc(SECTOR)
  descriptor[0] = 1
  descriptor.write('CD001', 1, 'latin1')
  record('\0', 17, SECTOR, true).copy(descriptor, 156)
  const contents = [...first, ...second].map(({ bytes }) =>
    bytes.length === 0 ? Buffer.alloc(SECTOR) : pad(bytes),
  )
  return Buffer.concat([Buffer.alloc(16 * SECTOR), descriptor, root, folder, ...contents])
}

const description = `<update name-label="CH82" version="1.0" uuid="11111111-2222-4333-8444-555555555555" key="keys/RPM-GPG-KEY"
  installation-size="4096" after-apply-guidance="restartHost,restartXAPI" enforce-homogeneity="true">
  <name-description>Mends &amp; improves</name-description>
</update>`

/** An update; without some of its files, or with another description. */
export function testUpdate(without: readonly string[] = [], xml = description): Buffer {
  const kept = (files: readonly File[]) => files.filter(({ name }) => !without.includes(name))
  const file = (name: string, text = name) => ({ name, bytes: Buffer.from(text) })
  return testImage(
    kept([file('update.xml', xml), file('update.xml.asc'), file('README', 'x'.repeat(5000))]),
    kept([file('repomd.xml'), file('repomd.xml.asc')]),
  )
}
