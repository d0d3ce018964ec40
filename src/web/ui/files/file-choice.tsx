/** Buttons that choose files, or a folder with all files in it. */
import { type ChangeEvent, useEffect, useRef } from 'react'
import { Button, type ButtonStyle } from '../button.tsx'
import type { ChosenFile } from './dropped-files.ts'

export function FileChoice({
  accept,
  noun,
  size = 'sm',
  variant = 'secondary',
  onFiles,
}: {
  /** The extensions that the browser offers first. */
  accept: string
  /** What the files contain, for the accessible names of the inputs: “rules”. */
  noun: string
  size?: ButtonStyle['size']
  /** The style of the first button. */
  variant?: ButtonStyle['variant']
  onFiles: (files: readonly ChosenFile[]) => void
}) {
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
        accept={accept}
        aria-label={`Files of ${noun}`}
        className="sr-only"
        tabIndex={-1}
        onChange={read}
      />
      <input
        ref={folder}
        type="file"
        multiple
        aria-label={`Folder of ${noun}`}
        className="sr-only"
        tabIndex={-1}
        onChange={read}
      />
      <Button size={size} variant={variant} onClick={() => files.current?.click()}>
        Choose files…
      </Button>
      <Button size={size} variant="secondary" onClick={() => folder.current?.click()}>
        Choose a folder…
      </Button>
    </>
  )
}
