/** What was lost or changed when the question went over to other logs, which the page says beside the new question. */
import { useSyncExternalStore } from 'react'
import { formatUrl } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { Converted } from '../../../query/timeline/to-timeline.ts'

/** The other question, and sentences about logs that belong to it and are not in it. */
export type Switched = Converted & { leftOut?: readonly string[] }

/** The sentences, and the address of the question that they are about. */
export type SwitchNote = Required<Omit<Switched, 'query'>> & { address: string }

let note: SwitchNote | undefined
const listeners = new Set<() => void>()

/** Shows the sentences while the page shows this question. */
export function noteSwitch({ query, messages, localMessages, leftOut = [] }: Switched): void {
  setNote({ address: formatUrl(query), messages, localMessages, leftOut })
}

/** Hides a part of the note. */
export function dismissNote(part: keyof Omit<SwitchNote, 'address'>): void {
  setNote(note && { ...note, [part]: [] })
}

/** The note about this question; `undefined` after Back or a change. */
export function useSwitchNote(query: LogQuery): SwitchNote | undefined {
  const current = useSyncExternalStore(subscribe, () => note)
  return current?.address === formatUrl(query) ? current : undefined
}

function setNote(next: SwitchNote | undefined): void {
  note = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
