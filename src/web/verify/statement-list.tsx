/** Labels with their values, which come from files and are not to be trusted. Suspected secrets are masked. */
import { useMemo } from 'react'
import type { CheckDetail } from '../../evidence/verify/check.ts'
import { findAnySecrets } from '../../query/secrets/find-any-secrets.ts'
import { formatTextSize } from '../ui/text/format-size.ts'
import { SecretText, useRevealed } from '../ui/text/secret-text.tsx'

/** Searching a longer value for secrets would take too long, in UTF-16 units. */
const maxSearchedLength = 1_000_000

export function StatementList({ statements }: { statements: readonly CheckDetail[] }) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1 max-[520px]:grid-cols-1 max-[520px]:gap-y-0">
      {statements.map(([label, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order.
        <div key={index} className="contents">
          <dt className="text-kumo-strong max-[520px]:mt-1.5">{label}</dt>
          <dd
            className={`whitespace-pre-wrap [overflow-wrap:anywhere] ${isCode(value) ? 'font-mono text-[12px]' : ''}`}
          >
            <StatementValue value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A value with its suspected secrets masked, as an entry in the drawer. */
function StatementValue({ value }: { value: string }) {
  const isTooLong = value.length > maxSearchedLength
  const secrets = useMemo(() => (isTooLong ? [] : findAnySecrets(value)), [isTooLong, value])
  const revealed = useRevealed(value)
  if (isTooLong) return `${formatTextSize(value)}, too long to be shown here`
  return <SecretText text={value} spans={secrets} revealed={revealed} />
}

/** Digests, paths and addresses have no spaces. */
function isCode(value: string): boolean {
  return value.length > 12 && !value.includes(' ')
}
