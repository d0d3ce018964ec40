/** Names the log of the open entry of a timeline, and opens that log alone. */
import { getDataset } from '../../../catalog/index.ts'
import { parseSource } from '../../../query/address/source-text.ts'
import { toLogQuery } from '../../../query/timeline/to-log-query.ts'
import { useNames } from '../../store/names/use-names.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { noteSwitch } from '../notices/switch-note.ts'

/** Renders the line; nothing for a text that names no log. */
export function OwnLogBar({
  source: text,
  control: { query, setQuery },
}: {
  source: string
  control: LogQueryControl
}) {
  const { source } = parseSource(text)
  const names = useNames()
  if (!source) return null
  const scopeName = 'id' in source.scope ? names.nameOf(source.scope.id) : undefined
  function openAlone() {
    if (!source) return
    const converted = toLogQuery(query, source)
    noteSwitch(converted)
    setQuery(converted.query, { keepEntry: true })
  }
  return (
    <p className="flex items-center justify-between gap-2 border-kumo-hairline border-b px-4 py-1 text-[12px] text-kumo-strong">
      <span className="truncate">
        From {getDataset(source.dataset).title}
        {scopeName !== undefined && (
          <>
            {' of '}
            <VisibleText text={scopeName} />
          </>
        )}
      </span>
      <Button size="xs" variant="ghost" title="Open this log alone (a)" onClick={openAlone}>
        Open this log alone
      </Button>
    </p>
  )
}
