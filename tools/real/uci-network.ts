// What a UCI network file must be for netifd to build it: known options, ports of the bridge, one PVID a port, VLANs in order.
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Folder } from './folder.js';
import { count, type Verdict } from './outcome.js';
import { parseUci, UciError, type UciSection } from './uci.js';

export async function checkUci(folder: Folder): Promise<Verdict | undefined> {
  const files = folder.files.filter((file) => file.endsWith('.uci'));
  if (files.length === 0) return undefined;
  const problems = files.flatMap((file) =>
    uciProblems(readFileSync(`${folder.root}/${file}`, 'utf8')).map((problem) => `${file}: ${problem}`),
  );
  return { detail: count(files.length, 'file'), problems };
}

/** Empty when netifd would take all of it. */
export function uciProblems(text: string): string[] {
  try {
    const sections = parseUci(text);
    const bridges = sections.filter(({ type }) => type === 'device');
    return [
      ...(bridges.length === 0 ? ['there is no device'] : []),
      ...sections.flatMap(optionProblems),
      ...sections.filter(({ type }) => type === 'bridge-vlan').flatMap((vlan) => vlanProblems(vlan, bridges)),
      ...pvidProblems(sections),
      ...sections.filter(({ type }) => type === 'interface').flatMap((one) => interfaceProblems(one, sections)),
    ];
  } catch (error) {
    if (error instanceof UciError) return [error.message];
    throw error;
  }
}

/**
 * Section → option → the value's form; openwrt/netifd: bridge.c bridge_attrs, config.c vlan_attrs, interface-ip.c, interface.c;
 * openwrt.org/docs/guide-user/network/network_configuration.
 */
const options: { readonly [type: string]: { readonly [option: string]: (value: string) => boolean } } = {
  device: {
    name: (value) => interfaceName.test(value),
    type: (value) => value === 'bridge',
    vlan_filtering: isBoolean,
    ports: (value) => interfaceName.test(value),
  },
  'bridge-vlan': {
    device: (value) => interfaceName.test(value),
    vlan: (value) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= 4094,
    local: isBoolean,
    ports: (value) => /^[^:]+:(u\*|u|t|t\*)$/.test(value),
  },
  interface: {
    device: (value) => value.length <= 15,
    proto: (value) => value === 'static',
    ipaddr: (value) => isIP(value.split('/')[0] ?? '') === 4 && length(value) <= 32,
    ip6addr: (value) => isIP(value.split('/')[0] ?? '') === 6 && length(value) <= 128,
    gateway: (value) => isIP(value) === 4,
    dns: (value) => isIP(value) !== 0,
  },
};

const interfaceName = /^[A-Za-z][A-Za-z0-9_-]{0,14}$/;

function isBoolean(value: string): boolean {
  return value === '0' || value === '1';
}

const length = (value: string) => (/^\d+$/.test(value.split('/')[1] ?? '') ? Number(value.split('/')[1]) : Number.NaN);

function optionProblems({ type, line, options: given, lists }: UciSection): string[] {
  const known = options[type];
  if (!known) return [`line ${line}: netifd has no section ${type}`];
  const all = [
    ...Object.entries(given),
    ...Object.entries(lists).flatMap(([name, values]) => values.map((value) => [name, value] as const)),
  ];
  return all.flatMap(([name, value]) => {
    if (!Object.hasOwn(known, name)) return [`line ${line}: ${type} has no option ${name}`];
    return known[name]?.(value) ? [] : [`line ${line}: ${type} has ${name} ${JSON.stringify(value)}`];
  });
}

function vlanProblems({ line, options: given, lists }: UciSection, bridges: readonly UciSection[]): string[] {
  const bridge = bridges.find(({ options: theirs }) => theirs.name === given.device);
  if (!bridge) return [`line ${line}: there is no device ${given.device}`];
  const ports = (lists.ports ?? []).map((port) => port.split(':')[0] ?? '');
  const strange = ports.filter((port, index) => !bridge.lists.ports?.includes(port) || ports.indexOf(port) < index);
  return strange.map((port) => `line ${line}: ${port} is no port of ${given.device}, or stands twice`);
}

/** Frames without a tag belong to one VLAN, and each VLAN has one section. */
function pvidProblems(sections: readonly UciSection[]): string[] {
  const vlans = sections.filter(({ type }) => type === 'bridge-vlan');
  const pvids = vlans.flatMap(({ line, lists }) =>
    (lists.ports ?? [])
      .filter((port) => port.endsWith('*'))
      .map((port) => ({ line, what: `a PVID of ${port.split(':')[0]}` })),
  );
  const ids = vlans.map(({ line, options: given }) => ({ line, what: `VLAN ${given.vlan} of ${given.device}` }));
  return [pvids, ids].flatMap((all) =>
    all
      .filter(({ what }, index) => all.findIndex((one) => one.what === what) < index)
      .map(({ line, what }) => `line ${line}: ${what} stands twice`),
  );
}

/** br-lan.10 exists only where VLAN 10 has the bridge itself as a member. */
function interfaceProblems({ line, options: given }: UciSection, sections: readonly UciSection[]): string[] {
  const [device, vlan] = given.device?.split('.') ?? [];
  const own = sections.find(
    ({ type, options: theirs }) => type === 'bridge-vlan' && theirs.device === device && theirs.vlan === vlan,
  );
  return own && own.options.local !== '0'
    ? []
    : [`line ${line}: the bridge is no member of the VLAN of ${given.device}`];
}
