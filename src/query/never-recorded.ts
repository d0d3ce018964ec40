/** What people look for in these logs and none of them records, with where to look instead. */

/** Says so about a name that asks for such a thing; `undefined` for all others. */
export function findNeverRecorded(name: string): string | undefined {
  const isPlace = /(^|[._-])(country|geo|geoip|region|city|continent|asn)([._-]|$)/i.test(name)
  return isPlace
    ? 'No audit log records a country or place, only the IP address that a call came from.'
    : undefined
}
