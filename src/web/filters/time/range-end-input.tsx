/** The input for one end of a range; below it, the time that the text means, or its problem. */
import { Input } from '@cloudflare/kumo/components/input'
import { type ClipboardEvent, useId } from 'react'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { ReadEnd } from './typed-ends.ts'

export function RangeEndInput({
  label,
  remark,
  text,
  read,
  emptyMeaning,
  onChange,
  onPasteText,
}: {
  label: string
  remark: string
  text: string
  read: ReadEnd
  /** The meaning of an empty input. */
  emptyMeaning: string
  onChange: (text: string) => void
  /** Returns true if it has handled the pasted text. */
  onPasteText: (text: string) => boolean
}) {
  const id = useId()
  const { problem, meaning } = read

  function paste(event: ClipboardEvent) {
    // A plain input would drop the line break between two cells copied from a spreadsheet.
    if (onPasteText(event.clipboardData.getData('text/plain'))) event.preventDefault()
  }

  return (
    <div className="flex flex-col gap-1">
      <label id={`${id}-label`} htmlFor={id} className="text-[12px] leading-4 text-kumo-subtle">
        <span className="font-medium text-kumo-default">{label}</span>, {remark}
      </label>
      <Input
        id={id}
        aria-labelledby={`${id}-label`}
        size="sm"
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-message`}
        autoComplete="off"
        spellCheck={false}
        className={`h-7 w-full font-mono text-[12px] ${problem ? 'ring-kumo-danger' : ''}`}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onPaste={paste}
      />
      <output
        id={`${id}-message`}
        className={`min-h-8 text-[12px] leading-4 tabular-nums ${problem ? 'text-kumo-danger' : 'text-kumo-subtle'}`}
      >
        <VisibleText text={problem ?? `= ${meaning ?? emptyMeaning}`} />
        {!problem && read.remark && (
          <span className="block text-kumo-default">
            <VisibleText text={read.remark} />
          </span>
        )}
      </output>
    </div>
  )
}
