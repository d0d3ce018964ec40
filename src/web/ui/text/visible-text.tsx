/**
 * Shows text from a log without its deceptions. An attacker who can write a string into a log could hide characters,
 * reverse the reading order or imitate another name. Such characters are shown as visible marks, and every value is
 * isolated from its neighbors.
 */
import { Fragment, type ReactNode } from 'react'
import { getInvisibleRuns, toRunLabel } from './invisible-runs.ts'
import { findForeignRuns, toKind } from './mixed-script.ts'
import { foundClass, type TextMarks, toMarkedParts, useTextMarks } from './text-marks.ts'

/** More combining marks than any language puts on one letter: they would overlap neighboring lines. */
const piledMarks = /(?<=\p{M}{4})\p{M}+/gu

/** Whether any character may need a mark; most texts need no further test. */
const suspicious = /[^\x20-\x7e]/

/** Maximum length of a text that is drawn unless the whole text is requested. */
const maxShortLength = 2_000

/** A mark in place of characters, or, with `shows`, before characters that stay. */
type Mark = { start: number; end: number; label: string; title: string; shows: boolean }

function findMarks(text: string, keepsLines: boolean): Mark[] {
  if (!suspicious.test(text)) return []
  const marks: Mark[] = []
  for (const { 0: run, index } of text.matchAll(getInvisibleRuns())) {
    if (keepsLines && run[0] === '\n') continue
    const end = index + run.length
    marks.push({
      start: index,
      end,
      label: toRunLabel(run),
      title: 'Invisible characters',
      shows: false,
    })
  }
  for (const { 0: run, index } of text.matchAll(piledMarks)) {
    const label = `⟦${[...run].length} more marks⟧`
    const title = 'Marks piled on one letter'
    marks.push({ start: index, end: index + run.length, label, title, shows: false })
  }
  for (const { start, end, script } of findForeignRuns(text)) {
    const kind = toKind(script)
    const title = `These letters are ${kind}, unlike those around them`
    marks.push({ start, end, label: `⟦${kind}⟧`, title, shows: true })
  }
  return marks.sort((a, b) => a.start - b.start)
}

/** Text with all deceptive characters marked, for titles and accessible names. */
export function toVisibleText(text: string): string {
  let shown = ''
  let from = 0
  for (const { start, end, label, shows } of findMarks(text, false)) {
    // Skip a mark that lies inside the run of another one.
    if (start < from) continue
    shown += text.slice(from, start) + label + (shows ? text.slice(start, end) : '')
    from = end
  }
  return from === 0 ? text : shown + text.slice(from)
}

/** A run of text from a log. A mark has a style, and a title that explains it. */
export type TextRun = { text: string; className: string; title?: string }

const markClass = 'rounded-sm bg-kumo-warning/25 px-0.5 font-mono text-[0.9em] text-kumo-default'

/** The runs of a text as it is drawn, with all deceptive characters marked. */
export function toTextRuns(text: string, keepsLines = false): readonly TextRun[] {
  const runs: TextRun[] = []
  let from = 0
  for (const { start, end, label, title, shows } of findMarks(text, keepsLines)) {
    if (start < from) continue
    if (start > from) runs.push({ text: text.slice(from, start), className: '' })
    runs.push({ text: label, className: markClass, title })
    if (shows) {
      runs.push({ text: text.slice(start, end), className: 'underline decoration-wavy', title })
    }
    from = end
  }
  if (from < text.length) runs.push({ text: text.slice(from), className: '' })
  return runs
}

/**
 * Draws text from a log: isolated, with deceptive characters and the wanted texts marked, truncated after 2,000
 * characters unless `whole`.
 */
export function VisibleText({ text, whole = false }: { text: string; whole?: boolean }) {
  const marks = useTextMarks()
  const isTruncated = !whole && text.length > maxShortLength
  const runs = toTextRuns(isTruncated ? `${text.slice(0, maxShortLength)}…` : text, whole)
  const [run] = runs
  const isPlain = runs.length === 1 && !run?.title && !marks
  return <bdi>{isPlain ? run?.text : toNodes(runs, marks)}</bdi>
}

function toNodes(runs: readonly TextRun[], marks: TextMarks | undefined): ReactNode[] {
  let at = 0
  return runs.map(({ text, className, title }) => {
    const key = at
    at += text.length
    const content = marks && toMarkedNodes(text, marks)
    return title === undefined ? (
      <Fragment key={key}>{content ?? text}</Fragment>
    ) : (
      <span key={key} className={className} title={title}>
        {text}
      </span>
    )
  })
}

function toMarkedNodes(text: string, marks: TextMarks): ReactNode[] {
  return toMarkedParts(text, marks).map((part) =>
    part.isMarked ? (
      <mark key={part.start} data-found className={foundClass}>
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  )
}
