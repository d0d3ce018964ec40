/** The number of marked texts in an entry, on the screen and for screen readers. */
import { useEffect, useState } from 'react'
import { findSecrets } from '../../../query/secrets/find-secrets.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { type TextMarks, TextMarksContext, useTextMarks } from '../../ui/text/text-marks.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { type BodyHits, findInBody, maxHits } from '../body/find-in-body.ts'

/** Draws the line; nothing while no text is marked. */
export function MarkLine({
  text,
  onShowAll,
}: {
  /** The entry as the API sent it. */
  text: string
  /** Shows the whole entry, where every mark can be seen; absent when it is shown. */
  onShowAll: (() => void) | undefined
}) {
  const marks = useTextMarks()
  const found = useMatches(text, marks)
  if (!marks) return null
  const hasMatches = found !== undefined && found.hits.length > 0
  return (
    <div className="flex min-h-7 shrink-0 items-center gap-2 border-kumo-hairline border-b px-4 text-xs">
      <output className="min-w-0 flex-1 truncate text-kumo-subtle">
        {found && (
          // The text itself is no match.
          <TextMarksContext.Provider value={undefined}>
            {toMatchWords(found)} {marks.texts.length === 1 && <QuotedText text={marks.texts[0]} />}
          </TextMarksContext.Provider>
        )}
      </output>
      {hasMatches && onShowAll && (
        <Button size="xs" variant="ghost" onClick={onShowAll}>
          Show in JSON
        </Button>
      )}
    </div>
  )
}

function QuotedText({ text = '' }: { text: string | undefined }) {
  return (
    <>
      “<VisibleText text={text} />”
    </>
  )
}

/** `3 matches in this entry:`, before the text. */
export function toMatchWords({ hits, isCut }: BodyHits): string {
  if (hits.length === 0) return 'No match in this entry:'
  return isCut
    ? `More than ${toCountText(maxHits)} matches in this entry:`
    : `${toCounted(hits.length, 'match', 'matches')} in this entry:`
}

function useMatches(text: string, marks: TextMarks | undefined): BodyHits | undefined {
  const [found, setFound] = useState<{ text: string; marks: TextMarks; hits: BodyHits }>()
  useEffect(() => {
    if (!marks) return
    const abort = new AbortController()
    findInBody(text, marks.texts, findSecrets(text), abort.signal).then((hits) => {
      if (!abort.signal.aborted) setFound({ text, marks, hits })
    })
    return () => abort.abort()
  }, [text, marks])
  return found?.text === text && found.marks === marks ? found.hits : undefined
}
