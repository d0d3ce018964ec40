/** The whole entry as JSON: formatted with every token as it was sent, or the very bytes. */
import { Button } from '@cloudflare/kumo/components/button'
import { useMemo, useState } from 'react'
import { findSecrets, maskSpans } from '../../query/find-secrets.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import type { BodySource } from './body-source.ts'
import { BodyViewer } from './body-viewer.tsx'
import { formatJsonText } from './format-json-text.ts'
import { LongText } from './long-text.tsx'
import { toSizeText } from './to-size-text.ts'

/**
 * Draws the text of an entry with its suspected secrets masked. The original bytes are a choice of
 * their own, which says how many of them it shows. What is copied is what is shown, always whole.
 */
export function JsonPanel({ text, time }: { text: string; time: string }) {
  const [isOriginal, setOriginal] = useState(false)
  const secrets = useMemo(() => findSecrets(text), [text])
  const source: BodySource = useMemo(
    () => ({ form: 'json', text, path: [], isInText: false }),
    [text],
  )
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-2 px-2">
        <CopyButton
          label={isOriginal ? 'Copy original bytes' : 'Copy JSON'}
          getText={() => (isOriginal ? text : formatJsonText(maskSpans(text, secrets)))}
        />
        <Button size="sm" variant="secondary" onClick={() => setOriginal(!isOriginal)}>
          {isOriginal ? 'Back to JSON' : `Original bytes, ${toSecretCount(secrets.length)}`}
        </Button>
        <span className="ml-auto text-kumo-subtle text-xs tabular-nums">{toSizeText(text)}</span>
      </div>
      <div className="px-2">
        {isOriginal ? (
          <span className="block whitespace-pre-wrap font-mono text-[12px] leading-[18px] [overflow-wrap:anywhere]">
            <LongText key={text} text={text} />
          </span>
        ) : (
          <section aria-label="Entry as JSON" className="rounded-md border border-kumo-hairline">
            <BodyViewer key={text} label="Entry" source={source} time={time} />
          </section>
        )}
      </div>
    </div>
  )
}

function toSecretCount(count: number): string {
  if (count === 0) return 'no suspected secrets'
  return count === 1 ? '1 suspected secret' : `${count.toLocaleString('en-US')} suspected secrets`
}
