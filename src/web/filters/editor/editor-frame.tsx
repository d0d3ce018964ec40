/** The frame that the filter editors share: subject, problem, notes, and the buttons Back, Remove and Apply. */
import { ArrowLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowLeft'
import type { KeyboardEvent, ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { focusFirst } from '../../ui/focus-first.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

/** `onBack` returns to the list of parameters, `onRemove` removes the filter; absent where that is not possible. */
export type EditorExits = { onBack?: () => void; onRemove?: () => void }

export function EditorFrame({
  subject,
  problem,
  hint = 'Enter applies',
  notes,
  exits: { onBack, onRemove },
  onApply,
  children,
}: {
  /** The parameter or field to filter by; `name` is its wire name or path. */
  subject: { label: string; name: string; description: string }
  /** The problem of the draft; the input refers to it by `id`. */
  problem: { id: string; words: string | undefined }
  /** Explains the keys. */
  hint?: string
  /** Remarks on the filter that are not problems. */
  notes: ReactNode
  exits: EditorExits
  /** Absent while the filter cannot be applied. */
  onApply: (() => void) | undefined
  /** The inputs. */
  children: ReactNode
}) {
  return (
    <form
      ref={focusFirst}
      className="flex shrink-0 flex-col gap-2.5 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        onApply?.()
      }}
      onKeyDownCapture={(event) => {
        if (!isEnterOnPicked(event)) return
        event.preventDefault()
        event.stopPropagation()
        onApply?.()
      }}
    >
      <div className="flex flex-col gap-0.5">
        <div className="flex h-6 items-center gap-1.5">
          {onBack && (
            <IconButton
              size="sm"
              label="Back to all parameters"
              icon={<ArrowLeftIcon aria-hidden />}
              onClick={onBack}
              className="-ml-1.5"
            />
          )}
          <span className="font-medium">{subject.label}</span>
          <span className="ml-auto truncate font-mono text-[11px] text-kumo-subtle">
            {subject.name}
          </span>
        </div>
        <p className="m-0 text-[12px] leading-4 text-kumo-subtle">{subject.description}</p>
      </div>
      {children}
      <output id={problem.id} className="text-[12px] leading-4 text-kumo-danger empty:hidden">
        {problem.words && <VisibleText text={problem.words} />}
      </output>
      {notes}
      <div className="flex items-center gap-2">
        <span className="mr-auto text-[11px] leading-4 text-kumo-subtle">{hint}</span>
        {onRemove && (
          <Button type="button" size="sm" variant="ghost" onClick={onRemove}>
            Remove
          </Button>
        )}
        <Button type="submit" size="sm" variant="primary" disabled={!onApply}>
          Apply
        </Button>
      </div>
    </form>
  )
}

/** Enter on a checkbox, radio button or switch applies the filter; Space changes the control. */
function isEnterOnPicked({ key, target }: KeyboardEvent): boolean {
  const picked = '[role=checkbox], [role=radio], [role=switch], input[type=radio]'
  return key === 'Enter' && target instanceof Element && target.matches(picked)
}
