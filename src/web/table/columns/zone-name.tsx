/** The zone of all times of the table, which only the heading of the times says. */
export function ZoneName({ timeZone }: { timeZone: string }) {
  return <span className="font-normal text-kumo-subtle"> ({timeZone})</span>
}
