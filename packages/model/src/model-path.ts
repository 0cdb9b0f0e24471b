// Paths into the topology, such as hosts.rpi4-1.links.eth0 or wifi["My.SSID"].psk.

/** A place in topology.ts: dots between plain keys, JSON strings in brackets for other keys, numbers for list items. */
export type ModelPath = string;

const plainKey = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Joins keys and list positions into a path. */
export function modelPath(...segments: readonly (string | number)[]): ModelPath {
  return segments.reduce<string>(appendSegment, '');
}

/** The path of a child of `parent`. */
export function childPath(parent: ModelPath, ...segments: readonly (string | number)[]): ModelPath {
  return segments.reduce<string>(appendSegment, parent);
}

function appendSegment(path: string, segment: string | number): string {
  if (typeof segment === 'number') return `${path}[${segment}]`;
  if (!plainKey.test(segment)) return `${path}[${JSON.stringify(segment)}]`;
  return path === '' ? segment : `${path}.${segment}`;
}

const segmentPattern = /\.?([A-Za-z_][A-Za-z0-9_-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** The keys and list positions of a path; the inverse of `modelPath`. Throws on text that is no path. */
export function pathSegments(path: ModelPath): (string | number)[] {
  const segments: (string | number)[] = [];
  segmentPattern.lastIndex = 0;
  while (segmentPattern.lastIndex < path.length) {
    const match = segmentPattern.exec(path);
    if (!match) throw new Error(`Not a model path: ${path}`);
    segments.push(match[1] ?? (match[2] === undefined ? (JSON.parse(match[3] as string) as string) : Number(match[2])));
  }
  return segments;
}
