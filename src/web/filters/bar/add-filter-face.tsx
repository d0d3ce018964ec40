/** The button that adds a filter, shared by the bar and its skeleton. On a narrow page its word is hidden. */
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus'
import type { ComponentProps } from 'react'
import { Button } from '../../ui/button.tsx'
import { KeyHint } from '../../ui/keys/key-hint.tsx'

export function AddFilterFace(props: Omit<ComponentProps<typeof Button>, 'variant' | 'size'>) {
  return (
    <Button {...props} variant="secondary" size="md" className="h-8">
      <PlusIcon size={12} aria-hidden />
      <span className="max-[700px]:sr-only">Add filter</span>
      <span className="flex max-[700px]:hidden">
        <KeyHint>f</KeyHint>
      </span>
    </Button>
  )
}
