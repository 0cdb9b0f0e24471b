// What can be wrong among the uplinks of a host: equal priorities, names Linux does not take, modems nobody can tell apart.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { type AnyHost, linksOf } from './attachments.js';
import { accessPointsOf, bssName, ssidsBy } from './radio.js';
import { addedNames, type Uplink, uplinksOf } from './uplink.js';

export function uplinkFindings(topology: AnyTopology, report: Report): void {
  for (const [name, host] of Object.entries(topology.hosts)) {
    const uplinks = uplinksOf(host);
    const at = (link: string) => modelPath('hosts', name, 'links', link, 'uplink');
    priorityFindings(uplinks, at, report);
    modemFindings(uplinks, at, report);
    nameFindings(name, host, topology, report);
  }
}

type PathOf = (link: string) => ModelPath;

function priorityFindings(uplinks: readonly Uplink[], at: PathOf, report: Report): void {
  const first = new Map<number, string>();
  for (const { link, uplink } of uplinks) {
    if (uplink.priority === undefined) continue;
    const earlier = first.get(uplink.priority);
    if (earlier === undefined) first.set(uplink.priority, link);
    else
      report({
        code: 'uplink-priority-duplicate',
        at: childPath(at(link), 'priority'),
        message: `${link} and ${earlier} both have priority ${uplink.priority}.`,
        fix: 'Give the one to use first the lower number, or leave priority out: then the order of the names decides.',
        related: [childPath(at(earlier), 'priority')],
      });
  }
}

function modemFindings(uplinks: readonly Uplink[], at: PathOf, report: Report): void {
  const [first, ...others] = uplinks.filter(({ uplink }) => uplink.kind === 'modem');
  for (const { link } of others)
    report({
      code: 'modem-ambiguous',
      at: at(link),
      message: `${link} is a second modem beside ${first?.link}.`,
      fix: "Keep one, or use a modem that is a router of its own: uplink: { kind: 'dhcp' }.",
      related: [at(first?.link ?? '')],
    });
}

interface NamedInterface {
  readonly name: string;
  readonly at: ModelPath;
}

/** Names that follow from others: ppp-<link>, wan<vlan>, <radio>-<number>. */
function derivedNames(name: string, host: AnyHost, topology: AnyTopology): NamedInterface[] {
  const uplinks = uplinksOf(host).flatMap(({ link, uplink }) =>
    addedNames(link, uplink).map((added) => ({ name: added, at: modelPath('hosts', name, 'links', link, 'uplink') })),
  );
  const radios = accessPointsOf(name, host).flatMap(({ port, at }) =>
    ssidsBy(name, topology)
      .map((_, index) => ({ name: bssName(port, index), at }))
      .slice(1),
  );
  return [...uplinks, ...radios];
}

function nameFindings(host: string, value: AnyHost, topology: AnyTopology, report: Report): void {
  const taken = new Map<string, ModelPath>(statedNames(host, value).map(({ name, at }) => [name, at]));
  for (const { name, at } of derivedNames(host, value, topology)) {
    if (name.length > 15)
      report({
        code: 'interface-name',
        at,
        message: `The interface ${name} would have ${name.length} characters; Linux takes 15.`,
        fix: "Give the port a short name of your own and its mac: wan: { mac: '…', … }.",
      });
    const earlier = taken.get(name);
    taken.set(name, at);
    if (earlier !== undefined)
      report({
        code: 'interface-name',
        at,
        message: `The host would have two interfaces called ${name}.`,
        fix: 'Rename the other link, or give one of two uplinks another VLAN.',
        related: [earlier],
      });
  }
}

function statedNames(host: string, value: AnyHost): NamedInterface[] {
  return linksOf(value).flatMap(([link, { bridge, bond, ports }]) => {
    const at = modelPath('hosts', host, 'links', link);
    return [link, ...(bridge ?? []), ...(bond ?? []), ...Object.keys(ports ?? {})].map((name) => ({ name, at }));
  });
}
