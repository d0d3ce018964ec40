/** The popup with the label of an element and its shortcut. */
import { Tooltip } from '@cloudflare/kumo/primitives/tooltip'

/** Draws the popup beside the element. It repeats the accessible name, so it is hidden from screen readers. */
export function TooltipPopup({ element }: { element: HTMLElement }) {
  const { tip, tipKey } = element.dataset
  return (
    <Tooltip.Root open>
      <Tooltip.Portal>
        <Tooltip.Positioner
          anchor={element}
          side="bottom"
          sideOffset={6}
          collisionPadding={6}
          className="z-60"
        >
          <Tooltip.Popup
            aria-hidden
            data-tooltip
            className="flex max-w-72 items-center gap-2 rounded-md bg-kumo-contrast px-2 py-1 text-[12px] text-kumo-inverse leading-4 shadow-md"
          >
            <span className="min-w-0 break-words">{tip}</span>
            {tipKey !== undefined && (
              <kbd className="shrink-0 rounded-sm border border-current px-1 font-mono text-[11px]">
                {tipKey}
              </kbd>
            )}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
