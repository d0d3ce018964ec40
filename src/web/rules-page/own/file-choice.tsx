/** Buttons that choose files, or a folder with all files in it. */
import { type ChangeEvent, useEffect, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import type { ChosenFile } from '../import/collect-files.ts'

export function FileChoice({ onFiles }: { onFiles: (files: readonly ChosenFile[]) => void }) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)

  useEffect(() => {
    // React does not know the attribute.
    if (folder.current) folder.current.webkitdirectory = true
  }, [])

  function read({ target }: ChangeEvent<HTMLInputElement>) {
    const chosen = [...(target.files ?? [])].map((file) => ({
      path: file.webkitRelativePath || file.name,
      file,
    }))
    // Without this, choosing the same file again, after correcting it, causes no change event.
    target.value = ''
    if (chosen.length > 0) onFiles(chosen)
  }

  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        accept=".yml,.yaml,.zip"
        aria-label="Files of rules"
        className="sr-only"
        tabIndex={-1}
        onChange={read}
      />
      <input
        ref={folder}
        type="file"
        multiple
        aria-label="Folder of rules"
        className="sr-only"
        tabIndex={-1}
        onChange={read}
      />
      <Button size="sm" variant="secondary" onClick={() => files.current?.click()}>
        Choose files…
      </Button>
      <Button size="sm" variant="secondary" onClick={() => folder.current?.click()}>
        Choose a folder…
      </Button>
    </>
  )
}
