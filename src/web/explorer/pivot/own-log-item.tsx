/** The item that leaves a timeline for the log of an entry, with the same question. */
import { Menu } from '@cloudflare/kumo/primitives/menu'
import { ArrowSquareInIcon } from '@phosphor-icons/react/dist/csr/ArrowSquareIn'
import { parseSource } from '../../../query/address/source-text.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { toLogQuery } from '../../../query/timeline/to-log-query.ts'
import { noteSwitch } from '../notices/switch-note.ts'
import { LinkItem, type PivotMenuContext } from './link-item.tsx'

/** Renders the item; nothing for a value of a single log. */
export function OwnLogItem({
  target,
  context,
}: {
  target: PivotTarget
  context: PivotMenuContext
}) {
  const source = parseSource(target.source ?? '').source
  if (!source || !context.query.sources) return null
  const converted = toLogQuery(context.query, source)
  return (
    <Menu.Group className="mt-1 border-kumo-hairline border-t pt-1">
      <LinkItem
        next={converted.query}
        context={context}
        icon={<ArrowSquareInIcon size={14} aria-hidden />}
        onFollow={() => {
          noteSwitch(converted)
          context.onGo(converted.query, false)
        }}
      >
        Open this log alone
      </LinkItem>
    </Menu.Group>
  )
}
