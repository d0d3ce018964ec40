/** The key that asks all logs the present question, and in a timeline only the log of the open entry. */
import { parseSource } from '../../../query/address/source-text.ts'
import { toLogQuery } from '../../../query/timeline/to-log-query.ts'
import { toTimeline } from '../../../query/timeline/to-timeline.ts'
import { useShortcut } from '../../ui/keys/use-shortcut.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { noteSwitch, type Switched } from '../notices/switch-note.ts'
import { useAllLogs } from './use-all-logs.ts'

/** Listens for the key; draws nothing. */
export function AllLogsKey({ control: { query, screen, setQuery } }: { control: LogQueryControl }) {
  const { account } = useAllLogs(query.scope)
  const go = (converted: Switched) => {
    noteSwitch(converted)
    setQuery(converted.query, { keepEntry: true })
  }
  useShortcut('a', () => {
    if (!query.sources)
      account.use((sources, leftOut) => go({ ...toTimeline(query, sources), leftOut }))
    else {
      const { source } = parseSource(screen.entry?.source ?? '')
      if (source) go(toLogQuery(query, source))
    }
  })
  return null
}
