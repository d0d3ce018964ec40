/**
 * Text from a log as it is copied. Control characters could act on the terminal that the text is pasted into (ESC, OSC
 * 52), and invisible ones could hide or reorder a part of it, so both become visible.
 */
import { getInvisibleRuns, toRunLabel } from './invisible-runs.ts'

/** `text`: characters become marks such as ⟦U+202E⟧. `json`: escapes such as \u202e, which keep the value. */
export type CopyForm = 'text' | 'json'

/** The text to copy; line breaks and tabs stay. The same as `exact` when it has nothing to make visible. */
export function toCopyText(exact: string, form: CopyForm): string {
  return exact.replace(getInvisibleRuns(), (run: string, ...rest: unknown[]) => {
    const [, , index] = rest
    const next = typeof index === 'number' ? exact[index + run.length] : undefined
    const isLayout = /^[\n\t]+$/.test(run) || (run === '\r' && next === '\n')
    if (isLayout || (form === 'json' && run[0] === '\r')) return run
    return form === 'text' ? toRunLabel(run) : toEscapes(run)
  })
}

function toEscapes(text: string): string {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
