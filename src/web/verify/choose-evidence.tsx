/** The area for files to be checked: they are dropped anywhere on the page, or chosen here. */
import { FileArrowUpIcon } from '@phosphor-icons/react/dist/csr/FileArrowUp'
import type { ChosenFile } from '../ui/files/dropped-files.ts'
import { FileChoice } from '../ui/files/file-choice.tsx'

export function ChooseEvidence({
  isDragged,
  isAnother,
  onFiles,
}: {
  /** Whether files are over the page. */
  isDragged: boolean
  /** Whether an answer is shown above. */
  isAnother: boolean
  onFiles: (files: readonly ChosenFile[]) => void
}) {
  return (
    <section
      aria-label="Files to check"
      className={`flex flex-col items-center gap-3 rounded-xl border-2 border-dashed px-4 text-center print:hidden ${isAnother ? 'py-5' : 'py-12'} ${isDragged ? 'border-kumo-brand bg-kumo-tint' : 'border-kumo-line bg-kumo-base'}`}
    >
      {!isAnother && <FileArrowUpIcon aria-hidden size={32} className="text-kumo-subtle" />}
      <p className="font-medium text-[15px] leading-6">
        {isAnother ? 'Drop another file to check it' : 'Drop the ZIP of an export here'}
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        <FileChoice
          accept=".zip,.json,.log,.ndjson,.txt"
          noun="evidence"
          size="md"
          variant={isAnother ? 'secondary' : 'primary'}
          onFiles={onFiles}
        />
      </div>
      {!isAnother && (
        <p className="max-w-xl text-kumo-strong">
          The folder with its unpacked files can be checked as well, and so can an entry that was
          saved with its proof, a receipt.json alone, or an audit log with a chain.
        </p>
      )}
    </section>
  )
}
