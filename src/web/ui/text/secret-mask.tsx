/** The mask of a suspected secret, with a button that shows the secret. */
import type { ReactNode } from 'react'
import { Button } from '../button.tsx'
import { toCounted } from './count-text.ts'

/**
 * Draws the mask, or the hidden text. The caller holds the open state and must not store it in the address or in
 * any storage, so that it ends with the page.
 */
export function SecretMask({
  length,
  isOpen,
  onToggle,
  children,
}: {
  /** Number of hidden characters. */
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
