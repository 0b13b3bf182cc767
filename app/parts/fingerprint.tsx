import { absoluteTime } from '@/app/lib/format'
import { Copyable } from '@/app/ui/copyable'
import { Facts } from '@/app/ui/facts'
import type { CertificateFacts } from '@/server/shared/app-error'
import { t } from '@/server/shared/text'

/** A SHA-256 fingerprint in four lines of eight pairs: so it can be compared by eye with what a host prints. */
export function Fingerprint({ sha256 }: { sha256: string }) {
  const pairs = sha256.split(':')
  const lines = [0, 8, 16, 24].map(from => pairs.slice(from, from + 8).join(':')).filter(Boolean)
  return (
    <code className="block break-all font-mono">
      {lines.map((line, at) => (
        <span key={line} className="block">
          {line}
          {at < lines.length - 1 && <span className="sr-only">:</span>}
        </span>
      ))}
    </code>
  )
}

/** One line, cut where it is too long, with a button that copies all of it. */
export function ShortFingerprint({ sha256 }: { sha256: string }) {
  return <Copyable value={sha256} label={t('fingerprint')} shown={`${sha256.slice(0, 17)}…`} mono />
}

/** What a person needs to decide whether a certificate is the host's own. */
export function CertificateFactsView({ certificate }: { certificate: CertificateFacts }) {
  const { subject, issuer, selfSigned, validFrom, validTo, sha256 } = certificate
  return (
    <Facts
      facts={[
        { label: t('Issued to'), value: subject },
        { label: t('Issued by'), value: selfSigned ? `${issuer} (itself)` : issuer },
        { label: t('Valid'), value: `${absoluteTime(validFrom)} – ${absoluteTime(validTo)}` },
        { label: t('SHA-256'), value: <Fingerprint sha256={sha256} /> },
      ]}
    />
  )
}
