/** A value because of which a rule matches, with its path. Suspected secrets are masked as in the fields of the entry. */
import { useMemo } from 'react'
import type { MatchedValue } from '../../detection/evaluate/list-matched-values.ts'
import { findPointerKeys } from '../../query/json-pointer.ts'
import { findSecretsAt } from '../../query/secrets/find-secrets-at.ts'
import type { SecretSpan } from '../../query/secrets/find-text-secrets.ts'
import { formatTextSize } from '../ui/text/format-size.ts'
import { matchedClass } from '../ui/text/matched-values.ts'
import { SecretText, useRevealed } from '../ui/text/secret-text.tsx'
import { VisibleText } from '../ui/text/visible-text.tsx'

/** A longer value is cut; the viewer of the body shows all of it. In UTF-16 units. */
const maxValueLength = 300
/** Searching a longer value for secrets would take too long, so only its size is shown. */
const maxSearchedLength = 200_000

/** Draws the value in a list. */
export function MatchedItem({
  entry,
  matched: { pointer, path, value },
}: {
  entry: unknown
  matched: MatchedValue
}) {
  const { text, spans } = useMemo(() => toShown(entry, pointer, value), [entry, pointer, value])
  const revealed = useRevealed(value)
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className="text-kumo-strong">
        <VisibleText text={path} />:{' '}
      </span>
      <mark className={matchedClass}>
        <SecretText text={text} spans={spans} revealed={revealed} />
      </mark>
    </li>
  )
}

/** The beginning of the value with its secrets; a secret is never cut, because its rest would not be recognized. */
function toShown(
  entry: unknown,
  pointer: string,
  value: string,
): { text: string; spans: readonly SecretSpan[] } {
  if (value.length > maxSearchedLength) return { text: formatTextSize(value), spans: [] }
  const secrets = findSecretsAt(entry, findPointerKeys(pointer) ?? [], value)
  const cut = secrets.find(({ start, end }) => start < maxValueLength && end > maxValueLength)
  const end = cut?.end ?? maxValueLength
  if (value.length <= end) return { text: value, spans: secrets }
  return { text: `${value.slice(0, end)}…`, spans: secrets.filter((span) => span.end <= end) }
}
