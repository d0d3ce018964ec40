/** The buttons that undo and redo changes of the query. */
import { ArrowUUpLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowUUpLeft'
import { ArrowUUpRightIcon } from '@phosphor-icons/react/dist/csr/ArrowUUpRight'
import { IconButton } from '../../ui/icon-button.tsx'

/** Undoes and redoes changes of the query; each is absent when there is nothing to undo or redo. */
export type QueryHistory = { undo: (() => void) | undefined; redo: (() => void) | undefined }

/** Draws nothing when there is nothing to undo or redo. */
export function UndoButtons({ history: { undo, redo } }: { history: QueryHistory }) {
  if (!undo && !redo) return null
  return (
    <span className="flex items-center gap-0.5">
      <IconButton
        size="md"
        className="h-8"
        label="Undo the last change of the query"
        aria-keyshortcuts="Control+Z Meta+Z"
        title="Undo (Ctrl or ⌘ Z)"
        icon={<ArrowUUpLeftIcon aria-hidden />}
        aria-disabled={!undo}
        onClick={undo}
      />
      <IconButton
        size="md"
        className="h-8"
        label="Redo the change"
        aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
        title="Redo (Ctrl or ⌘ Shift Z)"
        icon={<ArrowUUpRightIcon aria-hidden />}
        aria-disabled={!redo}
        onClick={redo}
      />
    </span>
  )
}
