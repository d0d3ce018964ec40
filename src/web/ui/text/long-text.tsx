/** Text of any length. Shows its beginning, and more on demand, so that a long value cannot freeze the page. */
import { useState } from 'react'
import { ShowMoreButton } from './show-more-button.tsx'
import { VisibleText } from './visible-text.tsx'

const firstCharacters = 2_000
const moreCharacters = 20_000

/** Renders a text, wrapped anywhere. Needs `key={text}`: otherwise another text shows as much as the last one. */
export function LongText({ text }: { text: string }) {
  const [limit, setLimit] = useState(firstCharacters)
  // A text that is only a little longer needs no button.
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
