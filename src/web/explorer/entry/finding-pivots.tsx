/** Links from a finding to everything by the same actor, credential and address, in all logs. */
import { StackIcon } from '@phosphor-icons/react/dist/csr/Stack'
import { readPath } from '../../../catalog/fields.ts'
import type { Role } from '../../../catalog/roles.ts'
import { findTokenPivot } from '../../../query/pivot/token-pivot.ts'
import { Link } from '../../ui/links/link.tsx'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { usePivotLinks, type ValueLink } from '../pivot/use-pivot-links.ts'
import type { OpenEntry } from './use-open-entry.ts'

const roles: readonly Role[] = ['actor', 'credentialId', 'address']

type Parts = { control: LogQueryControl; open: OpenEntry }

/** Draws a link for each of the values that the entry has. */
export function FindingPivots({ control, open }: Parts) {
  const { dataset, scope } = open.log
  const links = usePivotLinks(control, scope)
  return roles.flatMap((role) => {
    const field = dataset.roles[role]?.[0]?.field
    const link = field && links.ofRole(dataset, role, readPath(open.entry, field))
    return link ? <PivotLink key={link.words} link={link} /> : []
  })
}

/** Draws a link to everything by the API token that the entry created, changed or deleted; nothing for other entries. */
export function TokenPivot({ control, open }: Parts) {
  const { dataset, scope } = open.log
  const links = usePivotLinks(control, scope)
  const pivot = findTokenPivot(dataset, open.entry)
  if (!pivot) return null
  return (
    <div className="flex flex-wrap">
      <PivotLink link={links.ofPivot(pivot)} />
    </div>
  )
}

function PivotLink({ link: { words, value, address, onClick } }: { link: ValueLink }) {
  return (
    <Link
      to={address}
      onClick={onClick}
      title={value}
      className="flex min-h-6 items-center gap-1 rounded-md border border-kumo-line px-2 text-[12px] hover:bg-kumo-tint"
    >
      <StackIcon size={12} aria-hidden className="shrink-0" />
      {words}
    </Link>
  )
}
