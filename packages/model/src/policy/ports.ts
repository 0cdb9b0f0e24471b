// Ports of rules: read from text, put on one line of numbers, printed again.

export type Protocol = 'tcp' | 'udp';

export interface Ports {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** A stretch of the line on which every kind of connection has a place; inclusive. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** tcp/22 or udp/5000-5010; ports go from 1 to 65535. */
export function parsePorts(text: string): Ports | undefined {
  const match = /^(tcp|udp)\/(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (!match) return undefined;
  const first = Number(match[2]);
  const last = match[3] === undefined ? first : Number(match[3]);
  if (first < 1 || last > 65535 || first > last) return undefined;
  return { protocol: match[1] as Protocol, first, last };
}

const offsets = { tcp: 0, udp: 65536 } as const;

/** Everything that is neither TCP nor UDP, such as ICMP echo: one place behind all ports. */
export const otherProtocols = 131072;

/** TCP ports first, then UDP ports, then the rest. */
export const everything: Stretch = { first: 1, last: otherProtocols };

export function stretchOf({ protocol, first, last }: Ports): Stretch {
  return { first: offsets[protocol] + first, last: offsets[protocol] + last };
}

/** Stretches in order, none touching another. */
export function normalize(stretches: readonly Stretch[]): Stretch[] {
  const sorted = [...stretches].sort((a, b) => a.first - b.first);
  const joined: Stretch[] = [];
  for (const next of sorted) {
    const previous = joined.at(-1);
    if (previous && next.first <= previous.last + 1)
      joined[joined.length - 1] = { first: previous.first, last: Math.max(previous.last, next.last) };
    else joined.push(next);
  }
  return joined;
}

export function intersect(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return some.flatMap((a) =>
    others.flatMap((b) => {
      const first = Math.max(a.first, b.first);
      const last = Math.min(a.last, b.last);
      return first <= last ? [{ first, last }] : [];
    }),
  );
}

export function subtract(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return others.reduce<readonly Stretch[]>((left, cut) => left.flatMap((one) => without(one, cut)), some) as Stretch[];
}

function without(one: Stretch, cut: Stretch): Stretch[] {
  if (cut.last < one.first || cut.first > one.last) return [one];
  return [
    ...(one.first < cut.first ? [{ first: one.first, last: cut.first - 1 }] : []),
    ...(cut.last < one.last ? [{ first: cut.last + 1, last: one.last }] : []),
  ];
}

/** The ports of a stretch as text: `any` for all there is, else tcp/…, udp/… and `other`. */
export function printStretches(stretches: readonly Stretch[]): string[] {
  const all = normalize(stretches);
  if (all.length === 1 && all[0]?.first === everything.first && all[0].last === everything.last) return ['any'];
  return all.flatMap((one) => [
    ...printed('tcp', intersect([one], [{ first: 1, last: 65535 }])),
    ...printed('udp', intersect([one], [{ first: 65537, last: 131071 }])),
    ...(one.last === otherProtocols ? ['other'] : []),
  ]);
}

function printed(protocol: Protocol, stretches: readonly Stretch[]): string[] {
  return stretches.map(({ first, last }) =>
    printPorts({ protocol, first: first - offsets[protocol], last: last - offsets[protocol] }),
  );
}

export function printPorts({ protocol, first, last }: Ports): string {
  return first === last ? `${protocol}/${first}` : `${protocol}/${first}-${last}`;
}
