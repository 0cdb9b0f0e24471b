// Interfaces that belong to a bridge or bond: each to one only, and none is a link of its own as well.
import { childPath, type ModelPath } from '../model-path.js';
import type { Report } from '../report.js';
import { type AnyHost, linksOf } from './attachments.js';
import { portsOf } from './bridge-ports.js';
import type { AnyLink } from './schema.js';

export function memberFindings(at: ModelPath, host: AnyHost, report: Report): void {
  const links = linksOf(host);
  const owner = new Map<string, string>(links.map(([link]) => [link, link]));
  for (const [link, value] of links) {
    const linkAt = childPath(at, 'links', link);
    emptyFindings(linkAt, value, report);
    for (const [member, memberAt, of] of membersOf(linkAt, link, value)) {
      const taken = owner.get(member);
      if (taken === undefined || (taken === member && value.bridge && isBond(member, links))) owner.set(member, of);
      else reportMember(memberAt, member, taken, report);
    }
  }
}

/** Every interface that is named as a member, where, and of what. */
function membersOf(at: ModelPath, link: string, value: AnyLink): [member: string, at: ModelPath, of: string][] {
  const listed = (where: ModelPath, members: readonly string[] | undefined, of: string) =>
    (members ?? []).map((member, index): [string, ModelPath, string] => [member, childPath(where, index), of]);
  return [
    ...listed(childPath(at, 'bridge'), value.bridge, link),
    ...listed(childPath(at, 'bond'), value.bond, link),
    ...portsOf(at, value).flatMap(({ name, port, at: portAt }) => [
      [name, portAt, link] as [string, ModelPath, string],
      ...listed(childPath(portAt, 'bond'), port.bond, name),
    ]),
  ];
}

const isBond = (name: string, links: readonly [string, AnyLink][]) =>
  links.some(([link, { bond }]) => link === name && bond !== undefined);

function emptyFindings(at: ModelPath, value: AnyLink, report: Report): void {
  const ports = portsOf(at, value);
  const lists: [ModelPath, string, number | undefined][] = [
    [childPath(at, 'bridge'), 'bridge', value.bridge?.length],
    [childPath(at, 'bond'), 'bond', value.bond?.length],
    [childPath(at, 'ports'), 'bridge', value.ports && ports.length],
    ...ports.map(({ port, at: portAt }): [ModelPath, string, number | undefined] => [
      childPath(portAt, 'bond'),
      'bond',
      port.bond?.length,
    ]),
  ];
  for (const [where, kind, length] of lists) {
    if (length !== 0) continue;
    report({
      code: 'link-member',
      at: where,
      message: `The ${kind} has no interfaces.`,
      fix: 'Name at least one interface.',
    });
  }
}

function reportMember(at: ModelPath, member: string, taken: string, report: Report): void {
  report({
    code: 'link-member',
    at,
    message: taken === member ? `${member} is a link of its own.` : `${member} already belongs to ${taken}.`,
    fix: 'Name each interface once: as a link, or in one bridge or bond.',
  });
}
