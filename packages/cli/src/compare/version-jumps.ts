// Versions of charts, distributions and systems that go down, or up to another major one.
import { groupOf, titleOf } from '../render/kubernetes-object.js';
import type { ChangedObject, Differences } from './compare.js';
import type { Danger } from './dangers.js';
import { valueAt } from './field-changes.js';

const versionPaths: { readonly [groupAndKind: string]: string } = {
  'fluxcd.controlplane.io FluxInstance': 'spec.distribution.version',
  'helm.cattle.io HelmChart': 'spec.version',
  'helm.toolkit.fluxcd.io HelmRelease': 'spec.chart.spec.version',
  'source.toolkit.fluxcd.io HelmChart': 'spec.version',
  'source.toolkit.fluxcd.io OCIRepository': 'spec.ref.tag',
  'upgrade.cattle.io Plan': 'spec.version',
};

export function versionJumps({ changed }: Differences): Danger[] {
  return changed.flatMap((one) => jump(one) ?? []);
}

function jump({ before, after }: ChangedObject): Danger | undefined {
  const path = versionPaths[`${groupOf(after)} ${after.kind}`];
  if (path === undefined) return undefined;
  const [was, is] = [before, after].map((object) => valueAt(object, path.split('.')));
  const [old, now] = [was, is].map(parse);
  if (!old || !now) return undefined;
  const object = titleOf(after);
  if (order(old, now) > 0) return { code: 'version-downgrade', object, message: `goes back from ${was} to ${is}` };
  if (old.numbers[0] === now.numbers[0]) return undefined;
  return { code: 'major-version', object, message: `goes from ${was} to ${is}, another major version` };
}

interface Version {
  readonly numbers: readonly number[];
  readonly before: readonly string[];
  readonly build: string;
}

/** Semantic versions, also shortened ones such as 2.9.x; the build of k3s, +k3s2, counts as well. */
function parse(value: unknown): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/.exec(
    typeof value === 'string' ? value : '',
  );
  if (!match) return undefined;
  const [, major, minor = 'x', patch = 'x', before = '', build = ''] = match;
  const numbers = [major, minor, patch].map((one) =>
    /^\d+$/.test(one as string) ? Number(one) : Number.POSITIVE_INFINITY,
  );
  return { numbers, before: before === '' ? [] : before.split('.'), build };
}

/** https://semver.org/#spec-item-11, and the number at the end of the build; 0 where one of them leaves it open. */
function order(one: Version, other: Version): number {
  for (const [at, number] of one.numbers.entries()) {
    const rival = other.numbers[at] as number;
    if (!Number.isFinite(number) || !Number.isFinite(rival)) return 0;
    const difference = compared(number, rival);
    if (difference !== 0) return difference;
  }
  const byBefore = beforeOrder(one.before, other.before);
  const number = ({ build }: Version) => Number(/\d+$/.exec(build)?.[0] ?? 0);
  return byBefore !== 0 ? byBefore : compared(number(one), number(other));
}

function beforeOrder(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return compared(other.length, one.length);
  for (const [at, part] of one.entries()) {
    const rival = other[at];
    if (rival === undefined) return 1;
    const numeric = [part, rival].every((text) => /^\d+$/.test(text));
    const difference = numeric ? compared(Number(part), Number(rival)) : partOrder(part, rival);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Numbers come before words. */
function partOrder(one: string, other: string): number {
  const isNumber = (text: string) => (/^\d+$/.test(text) ? 0 : 1);
  return compared(isNumber(one), isNumber(other)) || compared(one, other);
}

const compared = <T extends number | string>(one: T, other: T) => (one < other ? -1 : one > other ? 1 : 0);
