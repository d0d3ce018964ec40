/** A summary sentence: values of the entry stand out, and names from other entries are marked. */
import { Fragment } from 'react'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import type { SummaryPart } from '../../../query/summary/summary-parts.ts'
import type { ResolvedNames } from '../../store/names/shared-names.ts'
import { ResolvedName } from '../../ui/resolved-name.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { useValueMenu } from '../fields/use-value-menu.ts'

/** A part of a sentence, and the value of the entry that it shows, if that is known: of a resolved name, the id. */
export type SentencePart = SummaryPart & { target?: PivotTarget | undefined }

/** Renders the parts of a sentence; `names` explains the resolved ones. */
export function Sentence({
  parts,
  names,
  valueClass = 'font-semibold text-kumo-default',
  wordsClass,
}: {
  parts: readonly SentencePart[]
  names: ResolvedNames
  valueClass?: string
  wordsClass?: string
}) {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is replaced as a whole.
    <Fragment key={index}>
      {index > 0 && ' '}
      {part.isValue ? (
        <SentenceValue part={part} names={names} className={valueClass} />
      ) : (
        <span className={wordsClass}>
          <VisibleText text={part.text} />
        </span>
      )}
    </Fragment>
  ))
}

function SentenceValue({
  part: { text, resolvedId, target },
  names,
  className,
}: {
  part: SentencePart
  names: ResolvedNames
  className: string
}) {
  const { onContextMenu } = useValueMenu(target)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the heading has the same menu by keyboard.
    <span className={className} onContextMenu={onContextMenu}>
      {resolvedId === undefined ? (
        <VisibleText text={text} />
      ) : (
        <ResolvedName name={text} id={resolvedId} otherNames={names.find(resolvedId)?.otherNames} />
      )}
    </span>
  )
}
