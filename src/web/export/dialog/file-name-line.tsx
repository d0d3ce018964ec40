/** The name of a file on a line of its own; it may come from whoever named the file in the browser's dialog. */
import { VisibleText } from '../../ui/text/visible-text.tsx'

export function FileName({ name }: { name: string }) {
  return (
    <span className="mt-0.5 block break-all font-mono text-[12px] text-kumo-default">
      <VisibleText text={name} />
    </span>
  )
}
