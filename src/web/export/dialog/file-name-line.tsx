/** A file name on its own line. The user may have typed it in the browser's dialog, so it can contain anything. */
import { VisibleText } from '../../ui/text/visible-text.tsx'

export function FileName({ name }: { name: string }) {
  return (
    <span className="mt-0.5 block break-all font-mono text-[12px] text-kumo-default">
      <VisibleText text={name} />
    </span>
  )
}
