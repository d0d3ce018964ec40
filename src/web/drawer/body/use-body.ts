/** The state of one body on the screen: its lines, collapsed lines, search and revealed secrets. */
import { useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { MatchedValuesContext } from '../../ui/text/matched-values.ts'
import { type Revealed, useRevealed } from '../../ui/text/secret-text.tsx'
import { useTextMarks } from '../../ui/text/text-marks.ts'
import { type BodyLines, findLineAt, isOpener, readJsonLines, readTextLines } from './body-lines.ts'
import { type BodySource, findBodySecrets } from './body-source.ts'
import { type BodyHits, findHitAgain, findInBody } from './find-in-body.ts'
import { findMatchedSpans, type MatchedSpan } from './find-matched-spans.ts'
import {
  expandAround,
  findVisibleIndex,
  listCollapsible,
  listInitiallyCollapsed,
  listVisibleLines,
} from './visible-lines.ts'

/** The state of a search. `index` is that of the current hit among the hits. */
export type BodySearch = BodyHits & { wanted: string; index: number }

/** The state of a body, and the functions that change it. */
export type Body = {
  source: BodySource
  lines: BodyLines
  /** The lines that are not hidden in collapsed ones, in order. */
  visible: Int32Array
  /** The collapsed lines. */
  collapsed: ReadonlySet<number>
  secrets: readonly SecretSpan[]
  /** The secrets that are not revealed. */
  masked: readonly SecretSpan[]
  revealed: Revealed
  search: BodySearch
  /** The values because of which rules match the entry. */
  matched: readonly MatchedSpan[]
  /** Goes to the next line with such a value, and from the last one to the first. */
  goToMatched: () => void
  /** The current line of the keyboard. */
  current: number
  setCurrent: (line: number) => void
  /** Makes a line the current one, and counts that as a gesture. */
  goTo: (line: number) => void
  /** Counts the gestures that go to a line, which is then brought into view. */
  gestureCount: number
  toggleCollapsed: (line: number) => void
  collapseAll: (isCollapsed: boolean) => void
  find: (wanted: string) => void
  /** Goes to the next or previous hit; wraps around at the ends. */
  step: (by: 1 | -1) => void
}

const noHits: BodyHits = { hits: [], isCut: false }

/** Creates the state of a body. For another source, the caller gives its component another key. */
export function useBody(source: BodySource, isTree: boolean): Body {
  const lines = useMemo(
    () => (isTree ? readJsonLines(source.text) : readTextLines(source.text)),
    [source.text, isTree],
  )
  const secrets = useMemo(() => findBodySecrets(source), [source])
  const [changed, setChanged] = useState<{ lines: BodyLines; collapsed: ReadonlySet<number> }>()
  const matched = useMatchedSpans(source, lines)
  const initial = useMemo(() => {
    const collapsed: ReadonlySet<number> = listInitiallyCollapsed(lines)
    return matched.reduce(
      (each, { start }) => expandAround(lines, each, findLineAt(lines, start)),
      collapsed,
    )
  }, [lines, matched])
  const collapsed = changed?.lines === lines ? changed.collapsed : initial
  const visible = useMemo(() => listVisibleLines(lines, collapsed), [lines, collapsed])
  const revealed = useRevealed(source.text)
  const masked = useMemo(
    () => secrets.filter(({ start }) => !revealed.starts.has(start)),
    [secrets, revealed.starts],
  )
  const { current, setCurrent, gestureCount, countGesture } = useCurrentLine(lines)
  const setCollapsed = (next: ReadonlySet<number>) => setChanged({ lines, collapsed: next })

  function showLine(line: number): void {
    setCollapsed(expandAround(lines, collapsed, line))
    setCurrent(line)
  }

  function goTo(line: number): void {
    showLine(line)
    countGesture()
  }

  const { search, find, step } = useBodySearch(lines, masked, { showLine, goTo })
  return {
    source,
    lines,
    visible,
    collapsed,
    secrets,
    masked,
    revealed,
    search,
    matched,
    goToMatched() {
      const matchedLines = matched.map(({ start }) => findLineAt(lines, start))
      const next = matchedLines.find((line) => line > current) ?? matchedLines[0]
      if (next !== undefined) goTo(next)
    },
    current,
    setCurrent,
    goTo,
    gestureCount,
    toggleCollapsed(line) {
      if (!isOpener(lines, line)) return
      const next = new Set(collapsed)
      if (!next.delete(line)) next.add(line)
      setCollapsed(next)
    },
    collapseAll(isCollapsed) {
      setCollapsed(isCollapsed ? listCollapsible(lines) : new Set())
      setCurrent(0)
    },
    find,
    step,
  }
}

/** The line of the keyboard, of these lines, and the number of gestures that went to a line. */
function useCurrentLine(lines: BodyLines) {
  const [position, setPosition] = useState<{ lines: BodyLines; line: number }>()
  const [gestureCount, setGestureCount] = useState(0)
  return {
    current: position?.lines === lines ? position.line : 0,
    setCurrent: (line: number) => setPosition({ lines, line }),
    gestureCount,
    countGesture: () => setGestureCount((count) => count + 1),
  }
}

function useMatchedSpans(source: BodySource, lines: BodyLines): readonly MatchedSpan[] {
  const values = useContext(MatchedValuesContext)
  return useMemo(
    () =>
      findMatchedSpans(source, values, () =>
        lines.form === 'json' ? lines : readJsonLines(source.text),
      ),
    [source, values, lines],
  )
}

/**
 * Searches a body whenever the wanted texts change, and shows the line of the first hit. While a text is typed, the pane does
 * not scroll, because that could move the search box away.
 */
function useBodySearch(
  lines: BodyLines,
  masked: readonly SecretSpan[],
  { showLine, goTo }: { showLine: (line: number) => void; goTo: (line: number) => void },
): Pick<Body, 'search' | 'find' | 'step'> {
  const { text } = lines
  const [wanted, setWanted] = useState('')
  const marks = useTextMarks()
  // Until another text is typed, the texts that the page searches for are the wanted ones.
  const texts = useMemo(
    () => (wanted === '' ? (marks?.texts ?? []) : [wanted]),
    [wanted, marks?.texts],
  )
  const [found, setFound] = useState<BodyHits & { index: number }>({ ...noHits, index: 0 })
  const searched = useRef<readonly string[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: where to go is decided when the search ends.
  useEffect(() => {
    const abort = new AbortController()
    findInBody(text, texts, masked, abort.signal).then((hits) => {
      if (abort.signal.aborted) return
      const isNew = searched.current !== texts
      searched.current = texts
      const [firstHit] = hits.hits
      setFound((previous) => ({
        ...hits,
        index: isNew ? 0 : findHitAgain(previous, hits.hits),
      }))
      if (isNew && firstHit) showLine(findLineAt(lines, firstHit.start))
    })
    return () => abort.abort()
  }, [text, texts, masked, lines])

  function step(by: 1 | -1): void {
    const { hits, index } = found
    const next = (index + by + hits.length) % Math.max(hits.length, 1)
    const hit = hits[next]
    if (!hit) return
    setFound({ ...found, index: next })
    goTo(findLineAt(lines, hit.start))
  }

  return { search: { ...found, wanted }, find: setWanted, step }
}

/** The index of the current line among the visible ones. */
export function findCurrentIndex({ visible, current }: Body): number {
  return findVisibleIndex(visible, current)
}
