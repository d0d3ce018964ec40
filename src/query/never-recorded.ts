/** Data that users look for, although no audit log records it. */

/** The message for a name of such data, such as `country`; `undefined` for all other names. */
export function findNeverRecorded(name: string): string | undefined {
  const isGeographic = /(^|[._-])(country|geo|geoip|region|city|continent|asn)([._-]|$)/i.test(name)
  return isGeographic
    ? 'No audit log records a country or place, only the IP address that a call came from.'
    : undefined
}
