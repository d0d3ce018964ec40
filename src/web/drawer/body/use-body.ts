/** The state of one body on the screen: its lines, folds, search and what of its secrets is shown. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { type BodyLines, findLineAt, isOpener, readJsonLines, readTextLines } from './body-lines.ts'
import { type BodySource, findBodySecrets } from './body-source.ts'
import { type BodyHits, findHitAgain, findInBody } from './find-in-body.ts'
import { type Revealed, useRevealed } from './secret-text.tsx'
import {
  findVisibleIndex,
  listAllFolds,
  listFirstFolds,
  listVisibleLines,
  unfoldAround,
} from './visible-lines.ts'

/** A search as it stands. `at` is the place of the current hit among the hits. */
export type BodySearch = BodyHits & { wanted: string; at: number }

/** A body ready to be drawn, and the gestures that change how. */
export type Body = {
  source: BodySource
  lines: BodyLines
  visible: Int32Array
  folds: ReadonlySet<number>
  secrets: readonly SecretSpan[]
  /** Those of the secrets that are not shown. */
  masked: readonly SecretSpan[]
  revealed: Revealed
  search: BodySearch
  /** The line that the keyboard is at. */
  current: number
  setCurrent: (line: number) => void
  toggleFold: (line: number) => void
  foldAll: (isFolded: boolean) => void
  find: (wanted: string) => void
  /** Goes to the next hit, or the one before, round the end. */
  step: (by: 1 | -1) => void
}

const noHits: BodyHits = { hits: [], isCut: false }

/** Reads a body. Another source begins anew if the caller gives its component another key. */
export function useBody(source: BodySource, isTree: boolean): Body {
  const lines = useMemo(
    () => (isTree ? readJsonLines(source.text) : readTextLines(source.text)),
    [source.text, isTree],
  )
  const secrets = useMemo(() => findBodySecrets(source), [source])
  const [folds, setFolds] = useState<{ lines: BodyLines; set: ReadonlySet<number> }>()
  const first = useMemo(() => listFirstFolds(lines), [lines])
  const folded = folds?.lines === lines ? folds.set : first
  const visible = useMemo(() => listVisibleLines(lines, folded), [lines, folded])
  const revealed = useRevealed()
  const masked = useMemo(
    () => secrets.filter(({ start }) => !revealed.starts.has(start)),
    [secrets, revealed.starts],
  )
  const [place, setPlace] = useState<{ lines: BodyLines; line: number }>()
  const [wanted, setWanted] = useState('')
  const [found, setFound] = useState<BodyHits & { at: number }>({ ...noHits, at: 0 })
  const setFold = (set: ReadonlySet<number>) => setFolds({ lines, set })

  function goTo(line: number): void {
    setFold(unfoldAround(lines, folded, line))
    setPlace({ lines, line })
  }

  const searched = useRef('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: where to go is decided when the search ends.
  useEffect(() => {
    const abort = new AbortController()
    findInBody(source.text, wanted, masked, abort.signal).then((hits) => {
      if (abort.signal.aborted) return
      const isNew = searched.current !== wanted
      searched.current = wanted
      const [firstHit] = hits.hits
      setFound((before) => ({ ...hits, at: isNew ? 0 : findHitAgain(before, hits.hits) }))
      if (isNew && firstHit) goTo(findLineAt(lines, firstHit.start))
    })
    return () => abort.abort()
  }, [source.text, wanted, masked, lines])

  return {
    source,
    lines,
    visible,
    folds: folded,
    secrets,
    masked,
    revealed,
    search: { ...found, wanted },
    current: place?.lines === lines ? place.line : 0,
    setCurrent: (line) => setPlace({ lines, line }),
    toggleFold(line) {
      if (!isOpener(lines, line)) return
      const next = new Set(folded)
      if (!next.delete(line)) next.add(line)
      setFold(next)
    },
    foldAll(isFolded) {
      setFold(isFolded ? listAllFolds(lines) : new Set())
      setPlace({ lines, line: 0 })
    },
    find: setWanted,
    step(by) {
      const { hits, at } = found
      const next = (at + by + hits.length) % Math.max(hits.length, 1)
      const hit = hits[next]
      if (!hit) return
      setFound({ ...found, at: next })
      goTo(findLineAt(lines, hit.start))
    },
  }
}

/** Where the current line is drawn. */
export function findCurrentIndex({ visible, current }: Body): number {
  return findVisibleIndex(visible, current)
}
