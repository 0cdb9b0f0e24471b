// Components that would be installed and not work, for want of something else in the topology or because the distribution does their job.
import { inRange, parseIpv4 } from '../address/ipv4.js';
import { componentsOf } from '../cluster/schema.js';
import type { Finding } from '../finding.js';
import { childPath } from '../model-path.js';
import { type EnvironmentFacts, ownsCluster, pinnedIn, placeOfFault } from './facts.js';
import { type Fault, networkFaults } from './network-faults.js';
import type { SettledComponent } from './releases.js';
import type { ResolvedComponent, ResolvedComponents } from './resolved.js';

/** Only for the environment that applies them. */
export function unfitFindings(settled: readonly SettledComponent[], facts: EnvironmentFacts): void {
  const components = Object.fromEntries(
    settled
      .filter(({ release }) => release.layer === 'apps' || ownsCluster(facts))
      .map(({ value }) => [value.name, value]),
  ) as unknown as ResolvedComponents;
  for (const [name, message, fix] of [
    ...networkFaults(components, facts),
    ...certificateFaults(components, facts),
    ...otherFaults(components, facts),
    ...gitlabFaults(components),
  ])
    report('component-unfit', name, message, fix, facts);
  for (const one of settled) bundled(one, facts);
  if (ownsCluster(facts)) addresses(components, facts);
}

function report(code: Finding['code'], name: string, message: string, fix: string, facts: EnvironmentFacts): void {
  facts.report({ code, at: placeOfFault('components', name, facts), message: `${message}${pinnedIn(facts)}.`, fix });
}

/** Names that no public authority may sign (RFC 6761, 6762, 8375; ICANN's .internal). */
const privateDomain = /(^|\.)(home\.arpa|local|internal|lan|test|localhost|invalid|example)$/;

function certificateFaults({ 'cert-manager': certManager }: ResolvedComponents, { site }: EnvironmentFacts): Fault[] {
  if (!certManager) return [];
  const { issuer, wildcard } = certManager.configuration;
  const faults: Fault[] = [];
  if (wildcard && issuer === null)
    faults.push([
      'cert-manager',
      'Nobody would sign the wildcard certificate',
      "Say who: issuer: { kind: 'acme', … }, { kind: 'ca', … } or { kind: 'self-signed' }.",
    ]);
  if (wildcard && issuer?.kind === 'acme' && issuer.solver.kind === 'http01')
    faults.push([
      'cert-manager',
      'A wildcard name cannot be proven over HTTP (RFC 8555)',
      "Prove it by DNS: solver: { kind: 'cloudflare', … } or { kind: 'rfc2136', … }.",
    ]);
  if (issuer?.kind === 'acme' && issuer.server === undefined && privateDomain.test(site.domain))
    faults.push([
      'cert-manager',
      `Let’s Encrypt signs no names below ${site.domain}, which nobody owns`,
      "Take a domain of your own, or an authority of your own: issuer: { kind: 'ca', … }.",
    ]);
  return faults;
}

/** On NixOS the program comes from the system, and nothing else may replace it. */
function hasUpgradableNodes({ cluster, topology }: EnvironmentFacts): boolean {
  return [...cluster.servers, ...cluster.agents].some((node) => topology.hosts[node]?.os === 'linux');
}

/** The chart's pods listen on the nodes themselves. */
const exporterPort = 9100;

function nodesWithExporter({ cluster, topology }: EnvironmentFacts): string[] {
  return [...cluster.servers, ...cluster.agents].filter((node) => {
    const exporter = topology.hosts[node]?.services?.['node-exporter'];
    return exporter !== undefined && (exporter.port ?? exporterPort) === exporterPort;
  });
}

function otherFaults(components: ResolvedComponents, facts: EnvironmentFacts): Fault[] {
  const { entries, cluster } = facts;
  const faults: Fault[] = [];
  if (components['system-upgrade'] && !hasUpgradableNodes(facts))
    faults.push([
      'system-upgrade',
      `No node of the cluster ${cluster.name} is a host with os: 'linux', and on NixOS ${cluster.distribution} comes from nixpkgs`,
      "Remove it, and pin nixpkgs: platform: { nixpkgs: '…' }.",
    ]);
  if (components['system-upgrade'] && !entries.has(`platform/${cluster.distribution}`))
    faults.push([
      'system-upgrade',
      `It has no version of ${cluster.distribution} to upgrade to`,
      `Say which: platform: { ${cluster.distribution}: 'v1.…' }.`,
    ]);
  const twice = nodesWithExporter(facts);
  if (components['node-exporter'] && twice.length > 0)
    faults.push([
      'node-exporter',
      `Port ${exporterPort} is taken on ${twice.join(', ')} by the service node-exporter of the host`,
      "Keep one of the two, or give the service another port: services: { 'node-exporter': { port: … } }.",
    ]);
  const classes = (['democratic-csi', 'local-path', 'longhorn'] as const).filter(
    (name) => components[name]?.configuration.defaultClass,
  );
  if (classes.length > 1)
    faults.push([
      classes[1] as string,
      `${classes.join(' and ')} would each be the default storage class`,
      'Keep defaultClass: true on one of them.',
    ]);
  return faults;
}

const majorOf = (version: string) => Number(/\d+/.exec(version)?.[0]);

/** Its chart checks the same when it is installed (docs.gitlab.com/charts, releases 9.0 and 10.0). */
function gitlabFaults({ gitlab }: ResolvedComponents): Fault[] {
  if (!gitlab || majorOf(gitlab.version) < 10) return [];
  const { database, redis, objectStorage } = gitlab.configuration;
  const missing = [
    ...(database === null ? ['database'] : []),
    ...(redis === null ? ['redis'] : []),
    ...(objectStorage === null ? ['objectStorage'] : []),
  ];
  if (missing.length === 0) return [];
  return [
    [
      'gitlab',
      `The chart brings no database, Redis or object storage since version 10, and ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not said`,
      "Say where they are: database: { host: '…', password: '…' }, redis: { host: '…' }, objectStorage: { connection: '…', registry: '…', backup: '…' }.",
    ],
  ];
}

function bundled({ entry, value }: SettledComponent, facts: EnvironmentFacts): void {
  const { cluster } = facts;
  const packaged = entry.insteadOf?.(value.configuration);
  const installed: readonly string[] = componentsOf[cluster.distribution as keyof typeof componentsOf];
  if (packaged === undefined || !installed.includes(packaged) || cluster.disable.includes(packaged)) return;
  const at = `clusters.${cluster.name}`;
  report(
    'component-bundled',
    entry.name,
    `${cluster.distribution} already installs ${packaged} in the cluster ${cluster.name}`,
    `Leave it out there: disable: ['${packaged}'] of ${at}.`,
    facts,
  );
}

/** Fixed addresses of services are of the pool, and of one service each. */
function addresses(components: ResolvedComponents, facts: EnvironmentFacts): void {
  const taken = new Map<string, string>();
  for (const component of Object.values(components) as ResolvedComponent[]) {
    const { address } = component.configuration as { readonly address?: string | null };
    if (typeof address !== 'string') continue;
    const problem =
      outsidePool(address, facts) ??
      (taken.has(address) ? `${address} is already that of ${taken.get(address)}` : undefined);
    taken.set(address, component.name);
    if (problem === undefined) continue;
    const at = placeOfFault('components', component.name, facts);
    facts.report({
      code: 'loadbalancer-address',
      at: facts.pinned ? at : childPath(at, 'address'),
      message: `${problem}${pinnedIn(facts)}.`,
      fix: 'Choose another address of the pool, or leave it out to get any.',
    });
  }
}

function outsidePool(address: string, { cluster }: EnvironmentFacts): string | undefined {
  const pool = cluster.loadBalancer;
  if (!pool) return `clusters.${cluster.name} has no load balancer pool that ${address} could be of`;
  const range = { first: parseIpv4(pool.start) as number, last: parseIpv4(pool.end) as number };
  const number = parseIpv4(address);
  if (number !== undefined && inRange(number, range)) return undefined;
  return `${address} is not of the load balancer’s pool, ${pool.start} to ${pool.end}`;
}
