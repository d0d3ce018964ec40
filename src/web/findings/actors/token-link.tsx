/** A link to everything by the API token that an entry is about, in all logs. */
import type { MouseEvent } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { Link } from '../../ui/links/link.tsx'

/** Leads to everything by the token that an entry created, changed or deleted; `undefined` for other entries. */
export type FindTokenLink = (
  dataset: Dataset,
  entry: unknown,
) => { address: string; onClick: (event: MouseEvent) => void } | undefined

/** Draws the link; nothing for an entry that is about no token. */
export function TokenLink({
  dataset,
  entry,
  onFind,
}: {
  dataset: Dataset
  entry: unknown
  onFind: FindTokenLink
}) {
  const link = onFind(dataset, entry)
  if (!link) return null
  return (
    <Link
      to={link.address}
      onClick={link.onClick}
      className="text-kumo-link underline print:hidden"
    >
      Everything by this token, in all logs
    </Link>
  )
}
