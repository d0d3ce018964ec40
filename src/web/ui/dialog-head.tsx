/** The head of a dialog: its title and its close button. */
import { Dialog } from '@cloudflare/kumo/components/dialog'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { IconButton } from './icon-button.tsx'

export function DialogHead({ title, closes }: { title: string; closes: string }) {
  return (
    <div className="flex items-start justify-between gap-4">
      <Dialog.Title className="font-semibold text-lg">{title}</Dialog.Title>
      <Dialog.Close
        render={(props) => (
          <IconButton {...props} size="sm" icon={<XIcon aria-hidden />} label={closes} />
        )}
      />
    </div>
  )
}
