/** Says which value of a required filter was chosen because there is only one. */
import { VisibleText } from '../../ui/text/visible-text.tsx'

export function OnlyValueNote({ words }: { words: string }) {
  return (
    <p
      role="status"
      className="shrink-0 border-kumo-line border-b bg-kumo-elevated px-4 py-1.5 text-kumo-strong"
    >
      <VisibleText text={words} />
    </p>
  )
}
