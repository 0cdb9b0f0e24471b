// Decides the apps of one environment: names with its ending, hosts below the site's domain.
import type { EnvironmentFacts } from '../component/facts.js';
import { placeOfFault } from '../component/facts.js';
import type { Release } from '../component/order.js';
import type { ResolvedApp } from '../component/resolved.js';
import { hostName } from '../environment/host-name.js';
import { modelPath } from '../model-path.js';
import { byCodeUnit, recordOf, sortedKeys } from '../names.js';
import { entriesOf } from '../pins/entries.js';
import type { AppInput } from './schema.js';

type AnyApp = AppInput<string, string, string, string>;

export function appsOf(facts: EnvironmentFacts): ResolvedApp[] {
  return entriesOf('apps', facts.entries).map(([name, entry]) => resolveApp(name, entry as unknown as AnyApp, facts));
}

function resolveApp(name: string, app: AnyApp, facts: EnvironmentFacts): ResolvedApp {
  const images = app.images ?? {};
  return {
    name,
    from: modelPath('apps', name),
    pinned: facts.pinned,
    manifests: app.manifests,
    namespace: `${app.namespace ?? name}${facts.place.suffix ?? ''}`,
    host: app.host === undefined ? null : appHost(name, app.host, facts),
    service: app.host === undefined && app.service === undefined ? null : (app.service ?? name),
    port: app.host === undefined && app.service === undefined ? null : (app.port ?? 80),
    zones: [...new Set(app.from ?? [])].sort(byCodeUnit),
    needs: [...new Set(app.needs ?? [])].sort(byCodeUnit),
    secrets: [...new Set(app.secrets ?? [])].sort(byCodeUnit),
    traffic: undecided,
    images: recordOf(sortedKeys(images).map((image) => [image, images[image] as string])),
  };
}

/** Decided last, by the policy. */
const undecided = { clients: [], needs: [], neededBy: [], outside: [] };

/** A name written out is accepted below the site's domain; the environment decides the rest. */
function appHost(name: string, host: string, facts: EnvironmentFacts): string {
  const { place, site, topology, report } = facts;
  const label = host.endsWith(`.${site.domain}`) ? host.slice(0, -site.domain.length - 1) : host;
  if (label.includes('.') || host === site.domain) {
    const [first] = label.split('.');
    report({
      code: 'app-host',
      at: facts.pinned ? placeOfFault('apps', name, facts) : `${placeOfFault('apps', name, facts)}.host`,
      message: `${host} is not one label below ${site.domain}.`,
      fix: `Write the label only: host: '${first}' becomes ${first}.${site.domain}.`,
    });
  }
  return hostName(label, place, topology);
}

/** `brought`: the API groups of the environment, some of which the objects around the app are of. */
export function appRelease({ name, needs, host, secrets }: ResolvedApp, brought: ReadonlySet<string>): Release {
  const groups = [
    'cilium.io',
    ...(host === null ? [] : ['gateway.networking.k8s.io', 'traefik.io']),
    ...(secrets.length === 0 ? [] : ['external-secrets.io']),
  ];
  return { name, layer: 'apps', brings: [], needs: [...needs, ...groups.filter((group) => brought.has(group))] };
}
