// What the policy opens to the whole Internet: everything, or services that only administrators should reach.
import { childPath, type ModelPath } from '../model-path.js';
import type { Report } from '../report.js';
import type { ResolvedExposure, ResolvedRule, ResolvedTopology } from '../resolved.js';
import { intersect, parsePorts, type Stretch, stretchOf } from './ports.js';

/** Administration, file sharing, databases and cluster internals; ports as registered with IANA, or the project's own. */
const inner: { readonly [service: string]: readonly string[] } = {
  ssh: ['tcp/22'],
  Telnet: ['tcp/23'],
  SNMP: ['udp/161'],
  LDAP: ['tcp/389'],
  SMB: ['tcp/139', 'tcp/445'],
  NFS: ['tcp/2049'],
  'the Docker API': ['tcp/2375-2376'],
  etcd: ['tcp/2379-2380'],
  MySQL: ['tcp/3306'],
  'Remote Desktop': ['tcp/3389'],
  PostgreSQL: ['tcp/5432'],
  VNC: ['tcp/5900'],
  WinRM: ['tcp/5985-5986'],
  Redis: ['tcp/6379'],
  'the Kubernetes API': ['tcp/6443'],
  kubelet: ['tcp/10250'],
};

export function wanOpenFindings({ policy, exposures }: ResolvedTopology, report: Report): void {
  for (const rule of policy) {
    if (rule.at.startsWith('policy[') && rule.action === 'allow' && rule.from.includes('wan'))
      ruleFinding(rule, report);
  }
  for (const exposure of exposures) exposureFinding(exposure, report);
}

function ruleFinding(rule: ResolvedRule, report: Report): void {
  const to = rule.to.join(' and ');
  const services = rule.ports.includes('any') ? ['every port and protocol'] : servicesOn(rule.ports);
  if (services.length === 0) return;
  reportOpen(childPath(rule.at, 'allow'), `${services.join(', ')} of ${to}`, report);
}

/** Somebody who forwards ssh alone has decided to. */
function exposureFinding({ at, protocol, to }: ResolvedExposure, report: Report): void {
  const services = servicesOn([`${protocol}/${to.ports}`]).filter((service) => service !== 'ssh');
  if (services.length > 0) reportOpen(at, `${services.join(', ')} of ${to.machine}`, report);
}

function servicesOn(ports: readonly string[]): string[] {
  const open = stretchesOf(ports);
  return Object.entries(inner).flatMap(([service, own]) =>
    intersect(open, stretchesOf(own)).length > 0 ? [service] : [],
  );
}

function stretchesOf(ports: readonly string[]): Stretch[] {
  return ports.flatMap((port) => {
    const parsed = parsePorts(port);
    return parsed ? [stretchOf(parsed)] : [];
  });
}

function reportOpen(at: ModelPath, what: string, report: Report): void {
  report({
    code: 'policy-wan-open',
    at,
    message: `The whole Internet may reach ${what}.`,
    fix: 'Open single ports that strangers are meant to use, and reach the others through the VPN.',
  });
}
