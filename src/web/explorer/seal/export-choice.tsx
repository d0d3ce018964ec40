/** Lets an export be chosen, or dropped anywhere on the page, to see which entries differ. */
import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import type { Seal } from '../../../query/address/seal-text.ts'
import { Button } from '../../ui/button.tsx'
import { type ChosenFile, listDroppedFiles } from '../../ui/files/dropped-files.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { EarlierEntries } from './compare-result.ts'
import { chooseExport } from './seal-words.ts'

/** An export has a file for each log and for each page without entries. */
const maxFiles = 20_000

/** Draws the button, and why the last export could not be used. */
export function ExportChoice({
  seal,
  isWanted,
  onEarlier,
}: {
  seal: Seal
  /** Which logs are compared, by their texts. */
  isWanted: (sourceText: string) => boolean
  onEarlier: (earlier: EarlierEntries) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [isReading, setReading] = useState(false)
  const [problem, setProblem] = useState<string>()
  const running = useRef<AbortController>(undefined)

  async function read(files: readonly ChosenFile[]) {
    running.current?.abort()
    const stopped = new AbortController()
    running.current = stopped
    setProblem(undefined)
    setReading(true)
    try {
      const { openExport } = await import('./open-export.ts')
      const earlier = await openExport(files, seal, isWanted, stopped.signal)
      if (!stopped.signal.aborted) onEarlier(earlier)
    } catch (error) {
      if (!stopped.signal.aborted) {
        setProblem(error instanceof Error ? error.message : 'The export could not be read.')
      }
    } finally {
      if (running.current === stopped) setReading(false)
    }
  }

  useEffect(() => () => running.current?.abort(), [])
  const latest = useRef(read)
  latest.current = read
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const onDragOver = (event: DragEvent) => {
      // Without this, the browser opens the file instead of dropping it.
      if (hasFiles(event)) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      if (!event.dataTransfer || !hasFiles(event)) return
      event.preventDefault()
      void listDroppedFiles(event.dataTransfer, maxFiles).then((files) => latest.current(files))
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('drop', onDrop)
    }
  }, [])

  function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const files = [...(target.files ?? [])].map((file) => ({ path: file.name, file }))
    // Without this, choosing the same file again causes no change event.
    target.value = ''
    if (files.length > 0) void read(files)
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept=".zip"
        aria-label="Export to compare with"
        className="sr-only"
        tabIndex={-1}
        onChange={choose}
      />
      <Button
        size="sm"
        variant="secondary"
        title="The ZIP that was exported with the link tells which entries differ. It can also be dropped onto this page, and is read in this browser only."
        disabled={isReading}
        onClick={() => input.current?.click()}
      >
        {isReading ? 'Reading the export…' : chooseExport}
      </Button>
      {problem !== undefined && (
        <p role="alert" className="w-full text-kumo-danger [overflow-wrap:anywhere]">
          <VisibleText text={problem} />
        </p>
      )}
    </>
  )
}
