/** The result of the last copy or another short action, which the page shows for a moment. */
import { useSyncExternalStore } from 'react'

/** How long a result is shown. */
export const shownCopyMs = 3_000

/** The words to show; `number` differs between two copies with the same words. */
export type CopyReport = { words: string; number: number }

let report: CopyReport | undefined
let count = 0
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

/** Shows how a copy ended, for a moment. `name` says what was copied. */
export async function reportCopy(name: string, copied: Promise<void>): Promise<void> {
  const words = await copied.then(
    () => `Copied: ${name}`,
    () => 'The browser refused to copy',
  )
  showReport(words)
}

/** Shows a result in words for a moment. */
export function showReport(words: string): void {
  clearTimeout(timer)
  count += 1
  setReport({ words, number: count })
  timer = setTimeout(() => setReport(undefined), shownCopyMs)
}

/** The result that is shown now. */
export function findCopyReport(): CopyReport | undefined {
  return report
}

/** The same in a component, which renders again when it changes. */
export function useCopyReport(): CopyReport | undefined {
  return useSyncExternalStore(subscribe, findCopyReport, findCopyReport)
}

function setReport(next: CopyReport | undefined): void {
  report = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
