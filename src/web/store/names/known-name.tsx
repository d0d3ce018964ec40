/** The name beside an id, in lists that show only ids. */
import { maskHead } from '../../../query/secrets/find-secrets.ts'
import { ResolvedName } from '../../ui/resolved-name.tsx'
import { useNames } from './use-names.ts'

/** Renders the name that a loaded entry gives for this id; nothing where none does. */
export function KnownNameOf({ id, className }: { id: string; className?: string }) {
  const known = useNames().find(id)
  return (
    known && (
      <ResolvedName
        name={maskHead([], known.name)}
        id={id}
        otherNames={known.otherNames}
        className={className}
      />
    )
  )
}
