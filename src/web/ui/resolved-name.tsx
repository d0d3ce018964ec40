/** A name in place of a recorded id, with a mark and an explanation. */
import { cn } from '@cloudflare/kumo/utils'
import { TagIcon } from '@phosphor-icons/react/dist/csr/Tag'
import { resolvedClass, toResolvedTitle } from './text/resolved-title.ts'
import { toVisibleText, VisibleText } from './text/visible-text.tsx'

/** Renders the name, whose secrets the caller has masked. */
export function ResolvedName({
  name,
  id,
  otherNames = [],
  className,
}: {
  name: string
  id: string
  otherNames?: readonly string[] | undefined
  className?: string | undefined
}) {
  return (
    <span title={toResolvedTitle(id, otherNames)} className={className}>
      <span className={cn(resolvedClass)}>
        <VisibleText text={name} />
      </span>
      <TagIcon aria-hidden size={11} className="ml-0.5 inline align-baseline text-kumo-subtle" />
      <span className="sr-only"> (name from another entry for the id {toVisibleText(id)})</span>
    </span>
  )
}
