/**
 * The families of products that `product_category` accepts. The official list comes from the API
 * only; `zerotrust` is the one published name, the others are named after Cloudflare's product pages.
 */

/** A family, in the form in which the API lists it. */
export type ProductCategory = {
  label: string
  value: string
  products: readonly { label: string; value: string }[]
}

const families: readonly (readonly [value: string, label: string, products: string])[] = [
  ['zerotrust', 'Zero Trust', 'access gateway devices dlp cfd_tunnel teamnet'],
  ['domains', 'DNS and domains', 'dns dnssec zones zone_settings registrar email_routing'],
  [
    'application_security',
    'Application security',
    'rulesets firewall lists pagerules bot_management page_shield challenges ssl custom_certificates',
  ],
  ['performance', 'Performance', 'cache load_balancers'],
  [
    'developer_platform',
    'Developer platform',
    'workers kv r2 d1 queues hyperdrive vectorize pages',
  ],
  ['media', 'Media', 'Stream images'],
  ['network', 'Network services', 'addressing'],
  ['observability', 'Observability', 'logpush alerting'],
  [
    'account_management',
    'Account management',
    'members memberships tokens iam scim sso_connectors accounts organizations',
  ],
]

/** All families; every product belongs to one. */
export const productCategories: readonly ProductCategory[] = families.map(
  ([value, label, products]) => ({
    label,
    value,
    products: products.split(' ').map((product) => ({ label: toLabel(product), value: product })),
  }),
)

/** The products of a family, whose name may be in any case; `undefined` for an unknown family. */
export function findProductsOf(category: string): readonly string[] | undefined {
  const wanted = category.toLowerCase()
  const found = productCategories.find(({ value }) => value === wanted)
  return found?.products.map(({ value }) => value)
}

function toLabel(product: string): string {
  const words = product.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
