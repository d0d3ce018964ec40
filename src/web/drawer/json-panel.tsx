/** The whole entry as JSON: formatted with every token as it was sent, or the very text. */
import { Button } from '@cloudflare/kumo/components/button'
import { useMemo, useState } from 'react'
import { CopyButton } from '../ui/copy-button.tsx'
import { formatJsonText } from './format-json-text.ts'
import { JsonLines } from './json-lines.tsx'
import { LongText } from './long-text.tsx'
import { toSizeText } from './to-size-text.ts'

/** Draws the text of an entry. What is copied is what is shown, always whole. */
export function JsonPanel({ text }: { text: string }) {
  const [isRaw, setRaw] = useState(false)
  const formatted = useMemo(() => formatJsonText(text), [text])
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-2 px-2">
        <Button size="sm" variant="secondary" onClick={() => setRaw(!isRaw)}>
          {isRaw ? 'Format' : 'Show as sent'}
        </Button>
        <CopyButton label="Copy JSON" getText={() => (isRaw ? text : formatted)} />
        <span className="ml-auto text-kumo-subtle text-xs tabular-nums">{toSizeText(text)}</span>
      </div>
      <div className="px-2">
        {isRaw ? (
          <span className="block whitespace-pre-wrap font-mono text-[12px] leading-[18px] [overflow-wrap:anywhere]">
            <LongText key={text} text={text} />
          </span>
        ) : (
          <JsonLines key={text} text={formatted} />
        )}
      </div>
    </div>
  )
}
