/** Shows the progress of a fingerprint that takes some seconds, and then the link with a button that copies it. */
import { Dialog } from '@cloudflare/kumo/components/dialog'
import { Progress } from '@cloudflare/kumo/primitives/progress'
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { DialogHead } from '../../ui/dialog-head.tsx'
import { type SealLinkStage, sealLinkName } from './use-seal-link.ts'

/** The dialog is open while mounted. Closing it while the fingerprint is made cancels that. */
export function SealLinkDialog({ stage, onClose }: { stage: SealLinkStage; onClose: () => void }) {
  return (
    <Dialog.Root open disablePointerDismissal onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog size="lg" className="flex w-[calc(100vw-2rem)] flex-col gap-3 p-5">
        <DialogHead title={sealLinkName} closes={stage.at === 'working' ? 'Cancel' : 'Close'} />
        {stage.at === 'working' && (
          <>
            <Progress.Root
              // 100 % would mean that the link is ready.
              value={Math.min(99, Math.floor(stage.share * 100))}
              aria-label="Making the fingerprint"
            >
              <Progress.Track className="h-2 overflow-hidden rounded-full bg-kumo-fill">
                <Progress.Indicator className="h-full bg-kumo-brand" />
              </Progress.Track>
            </Progress.Root>
            <p className="text-kumo-strong">Every loaded entry is hashed in this browser.</p>
            <div className="flex justify-end">
              <Button size="sm" variant="secondary" onClick={onClose}>
                Cancel
              </Button>
            </div>
          </>
        )}
        {stage.at === 'ready' && (
          <>
            <p role="status">The link is ready.</p>
            <input
              readOnly
              aria-label="The link"
              value={stage.link}
              onFocus={({ currentTarget }) => currentTarget.select()}
              className="w-full rounded-md bg-kumo-recessed px-2 py-1 font-mono text-[12px] ring ring-kumo-line"
            />
            {!stage.isKept && (
              <p className="text-kumo-strong">
                This browser keeps no hashes for it: later the link tells whether and by how many
                entries the result differs. To see which, export the entries now.
              </p>
            )}
            <div className="flex justify-end">
              <CopyButton label="Copy the link" getText={() => stage.link} />
            </div>
          </>
        )}
        {stage.at === 'failed' && (
          <p role="alert">
            The fingerprint could not be made. {toFailureWords(toFailureDetail(stage.error)).title}
          </p>
        )}
      </Dialog>
    </Dialog.Root>
  )
}
