/** Shares the query on the screen as a link, a command or a program. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { useRef, useState } from 'react'
import { CopyButton } from '../../ui/copy-button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { toFrozenLink } from './frozen-link.ts'
import { listShares, type Share } from './list-shares.ts'

/** Chat programs and mail may cut a link with more characters. */
const maxLinkLength = 8_192

/** How long the message about a copy is shown. */
const messageMs = 4_000

/** The frozen link as a button, the other forms in a menu beside it. */
export function ShareMenu({ control }: { control: LogQueryControl }) {
  const { query, screen, timeRange } = control
  const [message, setMessage] = useState('')
  const timer = useRef<number>(undefined)
  if (!timeRange) return null
  const link = toFrozenLink(query, screen, timeRange)

  function showMessage(text: string) {
    window.clearTimeout(timer.current)
    setMessage(text)
    timer.current = window.setTimeout(() => setMessage(''), messageMs)
  }

  function copy({ name, getText }: Share) {
    navigator.clipboard.writeText(getText()).then(
      () => showMessage(`Copied: ${name}`),
      () => showMessage('The browser refused to copy'),
    )
  }

  return (
    <div className="relative flex items-center">
      {link.length > maxLinkLength && (
        <span className="mr-2 text-[12px] text-kumo-danger" role="status">
          This link has {link.length} characters; some programs cut it.
        </span>
      )}
      <CopyButton label="Copy link" getText={() => link} />
      <DropdownMenu>
        <DropdownMenu.Trigger
          render={
            <IconButton
              size="sm"
              label="More ways to share"
              icon={<CaretDownIcon aria-hidden size={12} />}
            />
          }
        />
        <DropdownMenu.Content align="end">
          {listShares(query, screen, timeRange, window.location.origin).map((share) => (
            <DropdownMenu.Item
              key={share.name}
              disabled={share.unavailable !== undefined}
              onClick={() => copy(share)}
            >
              {share.unavailable ?? share.name}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu>
      <output
        className={
          message
            ? 'absolute top-full right-0 z-20 mt-1 whitespace-nowrap rounded-md bg-kumo-base px-2 py-1 text-[12px] text-kumo-default shadow-md ring ring-kumo-line'
            : 'sr-only'
        }
      >
        {message}
      </output>
    </div>
  )
}
