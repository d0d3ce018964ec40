/** Ways to pass on what the screen asks: a link with fixed times, one that stays relative, or curl. */
import { Button } from '@cloudflare/kumo/components/button'
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { useState } from 'react'
import { getDataset } from '../../catalog/index.ts'
import { toApiRequest } from '../../query/api-request.ts'
import { toCurlCommand, toGumshoeCurlCommand } from '../../query/curl-command.ts'
import { formatUrl } from '../../query/url-codec.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { toFrozenLink } from './frozen-link.ts'
import type { LogQueryControl } from './use-log-query.ts'

/** Longest link that chat programs and mail pass on whole, in characters. */
const longLink = 8_192

/** The frozen link as a button, the other forms in a menu beside it. */
export function ShareMenu({ control }: { control: LogQueryControl }) {
  const { query, screen, timeRange } = control
  const [said, setSaid] = useState('')
  if (!timeRange) return null
  const { origin } = window.location
  const link = toFrozenLink(query, screen, timeRange)
  const { maxSize } = getDataset(query.dataset).pagination
  const request = toApiRequest(query, timeRange, { size: maxSize })
  const copy = (what: string, text: string) => () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(`${what}: copied`),
      () => setSaid('The browser refused to copy'),
    )
  return (
    <div className="flex items-center">
      {link.length > longLink && (
        <span className="mr-2 text-[12px] text-kumo-danger" role="status">
          This link has {link.length} characters; some programs cut it.
        </span>
      )}
      <CopyButton label="Copy link" getText={() => link} />
      <DropdownMenu>
        <DropdownMenu.Trigger
          render={
            <Button variant="ghost" size="sm" shape="square" aria-label="More ways to share">
              <CaretDownIcon aria-hidden size={12} />
            </Button>
          }
        />
        <DropdownMenu.Content align="end">
          <DropdownMenu.Item onClick={copy('Link with fixed times', link)}>
            Link with fixed times
          </DropdownMenu.Item>
          {query.timeRange.kind === 'relative' && (
            <DropdownMenu.Item
              onClick={copy('Link that stays relative', origin + formatUrl(query, screen))}
            >
              Link that stays relative
            </DropdownMenu.Item>
          )}
          <DropdownMenu.Item onClick={copy('curl', toCurlCommand(request))}>
            curl, asking Cloudflare
          </DropdownMenu.Item>
          <DropdownMenu.Item onClick={copy('curl', toGumshoeCurlCommand(request, origin))}>
            curl, asking this Gumshoe
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu>
      <output className="sr-only">{said}</output>
    </div>
  )
}
