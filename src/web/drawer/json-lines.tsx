/**
 * Formatted JSON on screen. Draws the first lines of a long text and the rest on demand; keys and
 * values differ in tint as long as the text is not huge.
 */
import { Fragment, memo, useMemo, useState } from 'react'
import { LongText } from './long-text.tsx'
import { ShowMoreButton } from './show-more-button.tsx'
import { type JsonPart, toJsonParts } from './to-json-parts.ts'

const linesPerStep = 2_000
const longestTintedText = 200_000
/** Wrapped lines hang below their beginning, as far as there is room for it. */
const deepestHang = 24

const tints: Record<JsonPart['kind'], string> = {
  key: 'text-kumo-badge-teal-subtle',
  text: 'text-kumo-default',
  literal: 'text-kumo-badge-orange-subtle',
  mark: 'text-kumo-default',
}

/** Draws text as `formatJsonText` returns it. Give it `key={text}`, as `LongText`. */
export function JsonLines({ text }: { text: string }) {
  const lines = useMemo(() => text.split('\n'), [text])
  const [limit, setLimit] = useState(linesPerStep)
  const isTinted = text.length <= longestTintedText
  return (
    <div className="font-mono text-[12px] leading-[18px]">
      {lines.slice(0, limit).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other identity.
        <JsonLine key={index} line={line} isTinted={isTinted} />
      ))}
      {lines.length > limit && (
        <ShowMoreButton
          hidden={lines.length - limit}
          noun="lines"
          onClick={() => setLimit(limit + linesPerStep)}
        />
      )}
    </div>
  )
}

const JsonLine = memo(function JsonLine({ line, isTinted }: { line: string; isTinted: boolean }) {
  const hang = Math.min(line.search(/\S|$/), deepestHang) + 2
  return (
    <div
      className="whitespace-pre-wrap [overflow-wrap:anywhere]"
      style={{ paddingInlineStart: `${hang}ch`, textIndent: `-${hang}ch` }}
    >
      {isTinted ? (
        toJsonParts(line).map(({ kind, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line have no other identity.
          <Fragment key={index}>
            {text.trim() === '' ? (
              text
            ) : (
              <span className={tints[kind]}>
                <LongText text={text} />
              </span>
            )}
          </Fragment>
        ))
      ) : (
        <LongText text={line} />
      )}
    </div>
  )
})
