/** The items that ask all logs about a value: of its account, and of all accounts where there are several. */
import { StackIcon } from '@phosphor-icons/react/dist/csr/Stack'
import {
  type AllLogsPivot,
  findAllLogsPivot,
  toAllLogsQuery,
} from '../../../query/pivot/all-logs-pivot.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { noteSwitch } from '../notices/switch-note.ts'
import { LinkItem, type PivotMenuContext } from './link-item.tsx'
import { type LogGroup, useAllLogs } from './use-all-logs.ts'

/** Renders the items; nothing for a value that names no actor, address, resource …, and in a timeline. */
export function AllLogsItems({
  target,
  context,
}: {
  target: PivotTarget
  context: PivotMenuContext
}) {
  const pivot = findAllLogsPivot(context.dataset, target)
  return pivot ? <PivotItems pivot={pivot} context={context} /> : null
}

function PivotItems({ pivot, context }: { pivot: AllLogsPivot; context: PivotMenuContext }) {
  const { account, accounts, accountCount } = useAllLogs(context.query.scope)
  const toItem = (words: string, group: LogGroup) => (
    <LinkItem
      next={toAllLogsQuery(context.query, pivot, group.known)}
      context={context}
      icon={<StackIcon size={14} aria-hidden />}
      hint="clears filters"
      onFollow={() =>
        group.use((sources, leftOut) => {
          const next = toAllLogsQuery(context.query, pivot, sources)
          noteSwitch({ query: next, messages: [], localMessages: [], leftOut })
          context.onGo(next, true)
        })
      }
    >
      {words}
    </LinkItem>
  )
  return (
    <>
      {toItem(`${pivot.words}, in all logs`, account)}
      {accounts && toItem(`${pivot.words}, in all ${accountCount} accounts`, accounts)}
    </>
  )
}
