/** The sentence that says what became of a loosening, with a link to the later entry. */
import type { MouseEvent } from 'react'
import type { LooseningState } from '../../../detection/undone/track-loosening.ts'
import type { SubsequentRow } from '../../../detection/undone/track-loosenings.ts'
import type { EntryReference } from '../../../query/address/url-codec.ts'
import { useNames } from '../../store/names/use-names.ts'
import { Link } from '../../ui/links/link.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { toStateWords, type UndoneClaim } from './undone-words.ts'

/** How links lead to entries of the list. */
export type EntryLinks = {
  findReference: (row: number) => EntryReference | undefined
  toAddress: (reference: EntryReference) => string
  onOpen: (reference: EntryReference, row: number) => void
}

/** Draws the sentence. */
export function StateLine({
  state,
  claim,
  links,
}: {
  state: LooseningState<SubsequentRow>
  claim: UndoneClaim
  links: EntryLinks
}) {
  const { nameOf } = useNames()
  const { before, link, after } = toStateWords(state, { ...claim, nameOf })
  const later = 'by' in state ? state.by : 'again' in state ? state.again : undefined
  return (
    <>
      {before}
      {link !== undefined && later && <EntryLink row={later.row} words={link} links={links} />}
      {after}
    </>
  )
}

/** A link to an entry of the list; without a known name only its words. */
export function EntryLink({
  row,
  words,
  links: { findReference, toAddress, onOpen },
}: {
  row: number
  words: string
  links: EntryLinks
}) {
  const reference = findReference(row)
  if (!reference) return <VisibleText text={words} />
  function open(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    if (reference) onOpen(reference, row)
  }
  return (
    <Link to={toAddress(reference)} onClick={open} className="text-kumo-link underline">
      <VisibleText text={words} />
    </Link>
  )
}
