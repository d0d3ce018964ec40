/** Switches the zone in which every time of the page is shown. */
import { Button } from '@cloudflare/kumo/components/button'
import { GlobeSimpleIcon } from '@phosphor-icons/react/dist/csr/GlobeSimple'

const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** UTC, or the zone of this computer; a zone that a link names stays until it is switched. */
export function TimeZoneButton({
  timeZone,
  onChange,
}: {
  timeZone: string
  onChange: (timeZone: string) => void
}) {
  const next = timeZone === 'UTC' ? localZone : 'UTC'
  if (localZone === 'UTC' && timeZone === 'UTC') {
    return <span className="px-2 text-[12px] text-kumo-strong">UTC</span>
  }
  return (
    <Button
      variant="ghost"
      size="sm"
      icon={<GlobeSimpleIcon aria-hidden />}
      title={`Times are shown in ${timeZone}. Switch to ${next}.`}
      onClick={() => onChange(next)}
    >
      {timeZone}
    </Button>
  )
}
