/** Says which filters were dropped or are applied otherwise, and which logs are missing, since other logs are asked. */
import { getDataset } from '../../../catalog/index.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { ProblemNotice } from './problem-notice.tsx'
import { dismissNote, useSwitchNote } from './switch-note.ts'

/** Renders the notice about this question; nothing where every filter is the same. */
export function SwitchNotice({ query }: { query: LogQuery }) {
  const note = useSwitchNote(query)
  if (!note) return null
  const { shortTitle } = getDataset(query.dataset)
  return (
    <>
      {note.leftOut.length > 0 && (
        <ProblemNotice
          title="Some logs are left out of this search"
          messages={note.leftOut}
          action="Dismiss"
          onAction={() => dismissNote('leftOut')}
        />
      )}
      {note.messages.length > 0 && (
        <ProblemNotice
          title={
            query.sources
              ? 'A search of all logs does not have these filters; they were removed'
              : `These filters do not exist in ${shortTitle} and were removed`
          }
          messages={note.messages}
          action="Dismiss"
          onAction={() => dismissNote('messages')}
        />
      )}
      {note.localMessages.length > 0 && (
        <ProblemNotice
          title={
            query.sources
              ? 'Not every log has these filters'
              : `The API of ${shortTitle} cannot filter by these`
          }
          messages={note.localMessages}
          action="Dismiss"
          onAction={() => dismissNote('localMessages')}
        />
      )}
    </>
  )
}
