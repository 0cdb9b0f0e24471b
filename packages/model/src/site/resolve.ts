// Decides the site's values.

import { isUniqueLocal, parseIpv6Prefix } from '../address/ipv6.js';
import type { AddressLock } from '../lock.js';
import type { Report } from '../report.js';
import type { ResolvedSite } from '../resolved.js';
import type { SiteInput } from './schema.js';

export function resolveSite(site: SiteInput, lock: AddressLock, report: Report): ResolvedSite {
  const ula = site.ula ?? lock.ula;
  checkUla(ula, report);
  return {
    name: site.name,
    description: site.description ?? null,
    domain: site.domain,
    timeZone: site.timeZone ?? 'UTC',
    nameservers: [...site.nameservers],
    repository: site.repository ?? null,
    forge: site.forge ?? null,
    stateVersion: site.stateVersion ?? null,
    ula,
  };
}

function checkUla(ula: string, report: Report): void {
  const prefix = parseIpv6Prefix(ula);
  if (prefix && isUniqueLocal(prefix) && prefix.length === 48) return;
  report({
    code: 'ula-invalid',
    at: 'site.ula',
    message: `${ula} is no unique local /48.`,
    fix: 'Leave ula out to have one drawn at random (RFC 4193), or write a /48 inside fd00::/8.',
  });
}
