/** Shares the query on the screen as a link, a command or a program. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { ShareNetworkIcon } from '@phosphor-icons/react/dist/csr/ShareNetwork'
import { useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { toFrozenLink } from './frozen-link.ts'
import { listShares, type Share } from './list-shares.ts'

/** Chat programs and mail may cut a link with more characters. */
const maxLinkLength = 8_192

/** How long the message about a copy is shown. */
const messageMs = 4_000

/** A menu of all forms, the link with fixed times first. */
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
      <DropdownMenu>
        <DropdownMenu.Trigger
          render={
            <Button variant="ghost" size="sm" icon={<ShareNetworkIcon aria-hidden size={14} />}>
              <span className="max-[1000px]:sr-only">Share</span>
              <CaretDownIcon aria-hidden size={10} />
            </Button>
          }
        />
        <DropdownMenu.Content align="end">
          {link.length > maxLinkLength && (
            <DropdownMenu.Item disabled>
              The link has {toCountText(link.length)} characters; some programs cut it
            </DropdownMenu.Item>
          )}
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
