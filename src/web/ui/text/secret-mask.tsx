/** What stands on the screen in place of a suspected secret, with a button that shows this one. */
import type { ReactNode } from 'react'
import { Button } from '../button.tsx'
import { toCounted } from './count-text.ts'

/**
 * Draws the mask, or what it hides. Whether it is open is the caller's state, which must not outlive
 * the page: neither the address nor any storage may tell it.
 */
export function SecretMask({
  length,
  isOpen,
  onToggle,
  children,
}: {
  /** How many characters are hidden. */
  length: number
  isOpen: boolean
  onToggle: () => void
  children: ReactNode
}) {
  const characters = toCounted(length, 'character')
  return (
    <>
      {isOpen && (
        <mark className="rounded-sm bg-kumo-warning/25 text-kumo-default">{children}</mark>
      )}
      <Button
        size="xs"
        variant="secondary"
        className="mx-0.5 align-baseline font-sans"
        aria-label={isOpen ? 'Hide the secret' : `Show the masked secret, ${characters}`}
        title={
          isOpen ? 'Hide again' : `Masked because it looks like a secret: ${characters}. Show it`
        }
        onClick={onToggle}
      >
        {isOpen ? 'Hide' : '•••••• masked'}
      </Button>
    </>
  )
}
