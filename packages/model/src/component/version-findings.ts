// What is wrong with versions: those that float where nothing may, those too old, and downgrades across a removed API.
import { isFixedImage } from '../app/schema.js';
import type { Finding } from '../finding.js';
import { childPath, modelPath } from '../model-path.js';
import { type Entries, entriesOf, type PinnedComponent } from '../pins/entries.js';
import { isFixedPlatform } from '../platform/schema.js';
import { allServed } from './catalogue/entry.js';
import { catalogued } from './catalogue/index.js';
import { type EnvironmentFacts, pinnedIn, placeOfFault } from './facts.js';
import type { ResolvedApp } from './resolved.js';
import { compareVersions, isExactVersion } from './version.js';

export function versionFindings(apps: readonly ResolvedApp[], facts: EnvironmentFacts): void {
  if (facts.place.last) {
    floatingReleases(facts);
    floatingPlatform(facts);
    floatingImages(apps, facts);
  }
  unsupported(facts);
}

function floating(at: string, what: string, fix: string, facts: EnvironmentFacts): void {
  const { pinned, place, report } = facts;
  report({
    code: 'version-floating',
    at,
    message: `${what} does not stay the same, and nothing comes after ${place.name}${pinnedIn(facts)}.`,
    fix: pinned ? `${fix} Then promote it: groundplan promote ${place.after} ${place.name}.` : fix,
  });
}

const field = (at: string, name: string, { pinned }: EnvironmentFacts) => (pinned ? at : childPath(at, name));

function floatingReleases(facts: EnvironmentFacts): void {
  for (const kind of ['components', 'charts'] as const)
    for (const [name, { version }] of entriesOf(kind, facts.entries)) {
      if (isExactVersion(version as string)) continue;
      const at = field(placeOfFault(kind, name, facts), 'version', facts);
      floating(at, `The version ${version} of ${name}`, 'Write one release, such as 1.21.1.', facts);
    }
}

const fixedExamples: { readonly [program: string]: string } = {
  flux: 'Write one release, such as 2.9.6.',
  nixpkgs: 'Write the commit.',
};

function floatingPlatform(facts: EnvironmentFacts): void {
  for (const [name, { version }] of entriesOf('platform', facts.entries)) {
    if (isFixedPlatform(name, version as string)) continue;
    const fix = fixedExamples[name] ?? 'Write one release, such as v1.34.1+k3s1.';
    floating(placeOfFault('platform', name, facts), `The version ${version} of ${name}`, fix, facts);
  }
}

function floatingImages(apps: readonly ResolvedApp[], facts: EnvironmentFacts): void {
  for (const app of apps)
    for (const [name, image] of Object.entries(app.images)) {
      if (isFixedImage(image)) continue;
      const at = facts.pinned ? placeOfFault('apps', app.name, facts) : modelPath('apps', app.name, 'images', name);
      floating(at, `The image ${image} of ${app.name}`, 'Write its digest, or the tag of one release.', facts);
    }
}

function unsupported(facts: EnvironmentFacts): void {
  for (const [name, { version }] of entriesOf('components', facts.entries)) {
    const oldest = catalogued(name)?.oldest;
    if (oldest === undefined || (compareVersions(version as string, oldest) ?? 0) >= 0) continue;
    facts.report({
      code: 'version-unsupported',
      at: field(placeOfFault('components', name, facts), 'version', facts),
      message: `${name} ${version} is older than ${oldest}, the oldest whose APIs are known here${pinnedIn(facts)}.`,
      fix: `Take ${oldest} or newer.`,
    });
  }
}

/** An older version of a component that serves other API versions than the newer one that already runs. */
export interface Downgrade {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** `group/version Kind` that the two do not both serve. */
  readonly apis: readonly string[];
}

export function downgrades(before: Entries, after: Entries): Downgrade[] {
  return entriesOf('components', after).flatMap(([name, entry]) => {
    const old = before.get(`components/${name}`) as PinnedComponent | undefined;
    const to = (entry as unknown as PinnedComponent).version;
    if (!old || (compareVersions(to, old.version) ?? 0) >= 0) return [];
    const apis = changedApis(name, old.version, to);
    return apis.length === 0 ? [] : [{ name, from: old.version, to, apis }];
  });
}

function changedApis(name: string, from: string, to: string): string[] {
  const apis = catalogued(name)?.apis ?? [];
  const [before, after] = [from, to].map((version) => new Set(allServed(apis, version))) as [Set<string>, Set<string>];
  return [...before, ...after].filter((api) => before.has(api) !== after.has(api)).sort();
}

export function downgradeFinding(
  { name, from, to, apis }: Downgrade,
  at: string,
  where: string,
): Omit<Finding, 'severity'> {
  const more = apis.length > 2 ? ` and ${apis.length - 2} more` : '';
  return {
    code: 'version-downgrade',
    at,
    message: `${where} has ${name} ${from}; going back to ${to} changes which APIs are served: ${apis.slice(0, 2).join(', ')}${more}.`,
    fix: `Keep ${from} or newer. To go back all the same, restore the objects and CRDs from a backup of that time first.`,
  };
}
