/** Which pages the upstream of the proxy bench sends compressed: those asked for with one of these limits. */
export const gzipLimits: ReadonlySet<string> = new Set(['999', '24'])
