// What can be wrong with port forwards: machines that keep no address, ports that are taken, ways that do not exist.
import { childPath } from '../model-path.js';
import { own } from '../names.js';
import { intersect, type Ports, parsePorts, printPorts, stretchOf } from '../policy/ports.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { ResolvedRule, ResolvedVpn } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { type Forward, forwardsOf, type Site, targetOf, targetPath } from './resolve.js';

export function exposeReferences(topology: AnyTopology, report: Report): void {
  const machines = { ...topology.hosts, ...topology.devices };
  for (const forward of forwardsOf(topology)) {
    checkReference({ at: targetPath(forward, topology), name: forward.to, kind: 'host or device' }, machines, report);
  }
}

interface Context extends Site {
  readonly topology: AnyTopology;
  /** The stated rules. */
  readonly policy: readonly ResolvedRule[];
  readonly vpn: ResolvedVpn | null;
  readonly report: Report;
}

export function exposeFindings(context: Context): void {
  const forwards = forwardsOf(context.topology);
  for (const [index, forward] of forwards.entries()) {
    rangeFinding(forward, context.report);
    targetFindings(forward, context);
    routerPortFinding(forward, context);
    overlapFinding(forward, forwards.slice(0, index), context.report);
  }
}

const shownPorts = (ports: Ports) => printPorts(ports);

function rangeFinding({ at, outside, inside }: Forward, report: Report): void {
  if (inside.last <= 65535) return;
  report({
    code: 'port-invalid',
    at: childPath(at, 'port'),
    message: `${shownPorts(outside)} counted from port ${inside.first} ends at ${inside.last}, which is no port.`,
    fix: `Use at most ${65535 - (outside.last - outside.first)}, or expose fewer ports.`,
  });
}

function targetFindings(forward: Forward, context: Context): void {
  const { to, outside } = forward;
  const at = targetPath(forward, context.topology);
  const host = own(context.hosts, to);
  if (host?.router) {
    context.report({
      code: 'expose-router',
      at,
      message: `${to} is a router, which has the Internet address itself.`,
      fix: `Write a policy rule instead: { from: 'wan', to: 'router', allow: ['${shownPorts(outside)}'] }.`,
    });
    return;
  }
  const target = targetOf(forward, context);
  if (!target) reportNoAddress(forward, context);
  else if (!hasUplink(target.network, context)) reportNoWay(forward, target.network, context);
}

function reportNoAddress(forward: Forward, { topology, hosts, devices, report }: Context): void {
  const { to } = forward;
  const isKnown = Object.keys((own(hosts, to) ?? own(devices, to))?.addresses ?? {}).length > 0;
  report({
    code: 'expose-address',
    at: targetPath(forward, topology),
    message: isKnown
      ? `${to} takes its address from DHCP, and has no MAC by which DHCP could give it the same one again.`
      : `${to} has no address on any network.`,
    fix: isKnown
      ? `Add the mac of ${to}, so that its address is reserved.`
      : `Give ${to} an address: addresses: { … }.`,
    related: [own(hosts, to) ? `hosts.${to}` : `devices.${to}`],
  });
}

function hasUplink(network: string, { networks, hosts }: Context): boolean {
  const router = networks[network]?.router ?? null;
  return router !== null && Object.values(hosts[router]?.interfaces ?? {}).some((one) => one.uplink);
}

function reportNoWay(forward: Forward, network: string, { topology, networks, report }: Context): void {
  const router = networks[network]?.router ?? null;
  report({
    code: 'expose-no-uplink',
    at: targetPath(forward, topology),
    message:
      router === null
        ? `${forward.to} is on ${network}, which has no router.`
        : `${forward.to} is behind ${router}, which has no uplink.`,
    fix: 'Expose a machine on a network whose router has an uplink, or give the network such a router.',
    related: [router === null ? `networks.${network}` : `hosts.${router}`],
  });
}

/** Ports on which the router itself is to be reached from the Internet. */
function routerPortFinding(forward: Forward, { policy, hosts, vpn, report }: Context): void {
  const isRouter = (name: string) => name === 'router' || own(hosts, name)?.router === true;
  const rules = policy.filter(
    ({ action, from, to }) => action === 'allow' && from.includes('wan') && to.some(isRouter),
  );
  const taken = [
    ...rules.map(({ at, ports }) => ({ at, ports })),
    ...(vpn ? [{ at: 'vpn', ports: [`udp/${vpn.port}`] }] : []),
  ];
  const other = taken.find(({ ports }) => ports.some((port) => meets(port, forward.outside)));
  if (!other) return;
  report({
    code: 'expose-router-port',
    at: forward.at,
    message: `The router itself answers on ${shownPorts(forward.outside)} from the Internet, as ${other.at} says.`,
    fix: 'Expose another port, or take the port away there.',
    related: [other.at],
  });
}

/** A rule for any port says nothing about one of them. */
function meets(port: string, ports: Ports): boolean {
  const parsed = parsePorts(port);
  return parsed !== undefined && intersect([stretchOf(parsed)], [stretchOf(ports)]).length > 0;
}

function overlapFinding(forward: Forward, earlier: readonly Forward[], report: Report): void {
  const other = earlier.find((one) => intersect([stretchOf(one.outside)], [stretchOf(forward.outside)]).length > 0);
  if (!other) return;
  report({
    code: 'expose-overlap',
    at: forward.at,
    message: `${shownPorts(forward.outside)} and ${shownPorts(other.outside)} share ports.`,
    fix: 'Make the ranges apart: a port goes to one machine.',
    related: [other.at],
  });
}
