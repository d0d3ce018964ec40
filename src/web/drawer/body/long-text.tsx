/** Text of any length: the beginning at once, the rest on demand, so that no value can freeze the page. */
import { useState } from 'react'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { ShowMoreButton } from './show-more-button.tsx'

const firstCharacters = 2_000
const moreCharacters = 20_000

/** Draws a text, wrapped anywhere. Give it `key={text}`, or another text stays as far unfolded. */
export function LongText({ text }: { text: string }) {
  const [limit, setLimit] = useState(firstCharacters)
  // A little more than the limit is not worth a click.
  if (text.length <= limit * 1.1) return <VisibleText text={text} whole />
  const end = text.codePointAt(limit - 1) !== text.charCodeAt(limit - 1) ? limit - 1 : limit
  return (
    <>
      <VisibleText text={text.slice(0, end)} whole />
      <ShowMoreButton
        hidden={text.length - end}
        noun="characters"
        onClick={() => setLimit(limit + moreCharacters)}
      />
    </>
  )
}
