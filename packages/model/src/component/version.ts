// Versions of charts and programs: which are exact, and which of two is newer (semver.org 2.0.0).

const exact = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** 1.2.3 or v1.2.3-rc.1+k3s1; false for ranges, tags such as latest, and anything else that moves. */
export function isExactVersion(version: string): boolean {
  return exact.test(version);
}

/** Negative when `a` is older; undefined when one of them is not exact. Build metadata does not count. */
export function compareVersions(a: string, b: string): number | undefined {
  const left = exact.exec(a);
  const right = exact.exec(b);
  if (!left || !right) return undefined;
  for (const index of [1, 2, 3]) {
    const difference = compareNumbers(left[index] as string, right[index] as string);
    if (difference !== 0) return difference;
  }
  return comparePrereleases(left[4], right[4]);
}

function compareNumbers(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function comparePrereleases(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  const left = a.split('.');
  const right = b.split('.');
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = compareIdentifiers(left[index] as string, right[index] as string);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareIdentifiers(a: string, b: string): number {
  const numeric = [a, b].map((part) => /^\d+$/.test(part));
  if (numeric[0] && numeric[1]) return compareNumbers(a, b);
  if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Is `version` at least `from` and below `until`? A version that is not exact counts as newest. */
export function versionWithin(version: string, from: string | undefined, until: string | undefined): boolean {
  const belowFrom = from !== undefined && (compareVersions(version, from) ?? 0) < 0;
  const belowUntil = until === undefined || (compareVersions(version, until) ?? 0) < 0;
  return !belowFrom && belowUntil;
}
