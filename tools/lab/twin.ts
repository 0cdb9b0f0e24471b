// Builds the twin out of namespaces, loads the real rulesets and hands out the real leases.
import { inside, ipBatch, ipBatches, outputs, type Place } from './place.js';
import type { Plan, SiteFiles } from './plan.js';
import type { Station } from './station.js';
import type { Fabric } from './trunk.js';
import { cableLines, type Setting, settingsOf, stationLines, switchId } from './wiring.js';

/** Stations of one place and what joins them there. */
export interface Part {
  readonly place: Place;
  readonly stations: readonly Station[];
  readonly fabric: Fabric;
}

export function createNamespaces({ place, stations }: Pick<Part, 'place' | 'stations'>): Promise<string> {
  const ids = [switchId, ...stations.map(({ id }) => id)];
  return ipBatch(
    place,
    ids.map((id) => `netns add ${id}`),
  );
}

export async function wire({ place, stations, fabric }: Part): Promise<void> {
  const kinds = [{ id: switchId, kind: 'switch' as const }, ...stations];
  await outputs(
    place,
    kinds.map(({ id, kind }) => ({
      command: inside(place, id, [place.tools.sh, '-e']),
      input: settingsOf(kind).map(settingLine),
    })),
  );
  const { outside, inside: lines, vlans } = cableLines(fabric);
  await ipBatch(place, outside);
  await ipBatch(place, lines, switchId);
  if (vlans.length > 0)
    await place.output(inside(place, switchId, [place.tools.bridge, '-batch', '-']), `${vlans.join('\n')}\n`);
}

/** A setting that this kernel does not have is none that could disturb. */
const settingLine = ([path, value]: Setting) =>
  `[ ! -w /proc/sys/net/${path} ] || echo ${value} >/proc/sys/net/${path}`;

/** Addresses and routes as the lab sets them. */
export async function configure({ place, stations }: Pick<Part, 'place' | 'stations'>): Promise<void> {
  await ipBatches(
    place,
    stations.map((station) => ({ id: station.id, lines: stationLines(station) })),
  );
}

/** Into the namespace of every station whose host has one. */
export async function loadRulesets({ place, stations }: Pick<Part, 'place' | 'stations'>, files: SiteFiles) {
  await Promise.all(
    stations.map(async ({ id, host }) => {
      const ruleset = files[host ?? '']?.ruleset;
      if (ruleset === undefined || ruleset === null) return;
      const file = `/run/lab/${id}.nft`;
      const load = async (text: string) => {
        await place.write(file, text);
        await place.output(inside(place, id, [place.tools.nft, '-f', file]));
      };
      await load(ruleset).catch((error: Error) => {
        const slow = withoutOffload(ruleset);
        if (slow === ruleset) throw error;
        return load(slow);
      });
    }),
  );
}

/** What the generated units do when the interfaces are there. */
export async function offloadFlows({ place, stations }: Pick<Part, 'place' | 'stations'>, { topology, files }: Plan) {
  await Promise.all(
    stations.map(async ({ id, host }) => {
      const firewall = topology.hosts[host ?? '']?.firewall;
      const [, name] = /flowtable (\w+) \{/.exec(files[host ?? '']?.ruleset ?? '') ?? [];
      if (firewall?.kind !== 'router' || name === undefined) return;
      const hook = `add flowtable inet groundplan ${name} { hook ingress priority filter; devices =`;
      const lines = firewall.flowOffload.map((device) => `${hook} { ${device} }; }\n`);
      await place.output(inside(place, id, [place.tools.nft, '-f', '-']), lines.join(''));
    }),
  );
}

/** For kernels without flow tables: the same rules, which every packet then passes. */
function withoutOffload(ruleset: string): string {
  return ruleset.replace(/^ *flowtable \w+ \{\n[^}]*\}\n/gm, '').replace(/^.* flow add @\w+\n/gm, '');
}
