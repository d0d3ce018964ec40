/** Copies values from a log with their invisible characters made visible, and offers the exact text afterwards. */
import { useSyncExternalStore } from 'react'
import { type CopyForm, toCopyText } from './text/copy-text.ts'

/** The last copy that differs from its value; `exact` is the value. */
export type ChangedCopy = { exact: string; form: CopyForm }

let changedCopy: ChangedCopy | undefined
const listeners = new Set<() => void>()

function setChangedCopy(next: ChangedCopy | undefined): void {
  changedCopy = next
  for (const listener of listeners) listener()
}

/** Copies a value. Rejects when the browser refuses. */
export async function copyValue(exact: string, form: CopyForm): Promise<void> {
  const text = toCopyText(exact, form)
  await navigator.clipboard.writeText(text)
  setChangedCopy(text === exact ? undefined : { exact, form })
}

/** Drops the offer of the exact text. */
export function dismissChangedCopy(): void {
  setChangedCopy(undefined)
}

/** The last copy, if it differs from its value; renders again when that changes. */
export function useChangedCopy(): ChangedCopy | undefined {
  return useSyncExternalStore(subscribe, () => changedCopy)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
