/** Maps keys to actions in a body, as in other trees: arrows move, collapse and expand; letters copy. */
import { findValueEnd, isOpener } from './body-lines.ts'
import type { Body } from './use-body.ts'
import { findVisibleIndex } from './visible-lines.ts'

/** The action of a key. */
export type KeyMove =
  | { kind: 'go'; line: number }
  | { kind: 'toggle' | 'copy-value' | 'copy-path' | 'menu' }
  | { kind: 'show'; start: number }

/** The action of a key at the current line; `undefined` for other keys. */
export function findKeyMove(
  key: string,
  body: Pick<Body, 'lines' | 'visible' | 'collapsed' | 'current' | 'secrets'>,
  pageLines: number,
): KeyMove | undefined {
  const { lines, visible, collapsed, current } = body
  const index = findVisibleIndex(visible, current)
  const last = visible.length - 1
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + pageLines,
    PageUp: index - pageLines,
    Home: 0,
    End: last,
  }
  if (Object.hasOwn(steps, key)) {
    const to = Math.max(0, Math.min(last, steps[key] ?? index))
    return { kind: 'go', line: visible[to] ?? 0 }
  }
  const opens = isOpener(lines, current)
  if (key === 'ArrowRight' && opens) {
    return collapsed.has(current) ? { kind: 'toggle' } : { kind: 'go', line: current + 1 }
  }
  if (key === 'ArrowLeft') {
    if (opens && !collapsed.has(current)) return { kind: 'toggle' }
    const parent = lines.parents[current] ?? -1
    return parent < 0 ? undefined : { kind: 'go', line: parent }
  }
  if (key === 'Enter' || key === ' ') return findEnterMove(body, opens)
  if (key === 'c') return { kind: 'copy-value' }
  if (key === 'p') return { kind: 'copy-path' }
  return key === 'm' ? { kind: 'menu' } : undefined
}

/** Enter collapses or expands a line, or reveals its first secret. */
function findEnterMove(
  { lines, current, secrets }: Pick<Body, 'lines' | 'current' | 'secrets'>,
  opens: boolean,
): KeyMove | undefined {
  if (opens) return { kind: 'toggle' }
  const start = lines.starts[current] ?? 0
  const end = findValueEnd(lines, current)
  const secret = secrets.find((span) => span.start >= start && span.start < end)
  return secret && { kind: 'show', start: secret.start }
}
