/** Shares the query on the screen as a link, a command or a program. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { ShareNetworkIcon } from '@phosphor-icons/react/dist/csr/ShareNetwork'
import { Suspense } from 'react'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import type { SearchSession } from '../../search/session/search-session.ts'
import { Button } from '../../ui/button.tsx'
import { reportCopy } from '../../ui/copy-report.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { toFrozenLink } from './frozen-link.ts'
import { listShares } from './list-shares.ts'
import { sealLinkName, useSealLink } from './use-seal-link.ts'

const SealLinkDialog = lazyPart(() =>
  import('./seal-link-dialog.tsx').then(({ SealLinkDialog }) => SealLinkDialog),
)

/** Chat programs and mail may cut a link with more characters. */
const maxLinkLength = 8_192

/** A menu of all forms, the link with fixed times first. */
export function ShareMenu({
  control,
  session,
}: {
  control: LogQueryControl
  session: SearchSession | undefined
}) {
  const { query, screen, timeRange } = control
  const sealLink = useSealLink(control, session)
  if (!timeRange) return null
  const link = toFrozenLink(query, screen, timeRange)
  const [first, ...others] = listShares(query, screen, timeRange, window.location.origin).map(
    (share) => (
      <DropdownMenu.Item
        key={share.name}
        disabled={share.unavailable !== undefined}
        onClick={() => reportCopy(share.name, navigator.clipboard.writeText(share.getText()))}
      >
        {share.unavailable ?? share.name}
      </DropdownMenu.Item>
    ),
  )
  // What was not read has no fingerprint.
  const isRead = session !== undefined && session.search.getState().pages > 0

  return (
    <>
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
          {first}
          {isRead && (
            <DropdownMenu.Item onClick={() => void sealLink.make()}>
              <span className="flex flex-col">
                {sealLinkName}
                <span className="text-[12px] text-kumo-strong leading-4">
                  Opening it says whether the loaded entries are still the same
                </span>
              </span>
            </DropdownMenu.Item>
          )}
          {others}
        </DropdownMenu.Content>
      </DropdownMenu>
      {sealLink.stage && (
        <Suspense>
          <SealLinkDialog stage={sealLink.stage} onClose={sealLink.cancel} />
        </Suspense>
      )}
    </>
  )
}
