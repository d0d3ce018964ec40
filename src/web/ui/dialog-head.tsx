/** The head of a dialog: its title, and the button that closes it. */
import { Button } from '@cloudflare/kumo/components/button'
import { Dialog } from '@cloudflare/kumo/components/dialog'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'

export function DialogHead({ title, closes }: { title: string; closes: string }) {
  return (
    <div className="flex items-start justify-between gap-4">
      <Dialog.Title className="font-semibold text-lg">{title}</Dialog.Title>
      <Dialog.Close
        render={(props) => (
          <Button
            {...props}
            variant="ghost"
            size="sm"
            shape="square"
            icon={<XIcon aria-hidden />}
            aria-label={closes}
          />
        )}
      />
    </div>
  )
}
