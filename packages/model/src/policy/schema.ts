// The policy: who may open connections to whom. What no rule allows is denied.
import * as z from 'zod';
import { shown } from '../names.js';
import { checked, oneOrMany } from '../value.js';

type OneOrMany<T> = T | readonly T[];

/** A protocol and a port or range of ports, such as tcp/443 or udp/5000-5010. */
export type PortInput = `${'tcp' | 'udp'}/${number}` | `${'tcp' | 'udp'}/${number}-${number}`;

export interface RuleInput<Z extends string> {
  /** Networks, hosts, `router`, `wan` or `vpn`. */
  readonly from: OneOrMany<Z>;
  readonly to: OneOrMany<Z>;
  readonly allow: 'any' | readonly PortInput[];
}

export interface Ports {
  readonly protocol: 'tcp' | 'udp';
  readonly first: number;
  readonly last: number;
}

export function parsePorts(text: string): Ports | undefined {
  const match = /^(tcp|udp)\/(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (!match) return undefined;
  const first = Number(match[2]);
  const last = match[3] === undefined ? first : Number(match[3]);
  return first >= 1 && last <= 65535 && first <= last
    ? { protocol: match[1] as 'tcp' | 'udp', first, last }
    : undefined;
}

const ports = checked((value) =>
  parsePorts(value)
    ? undefined
    : {
        code: 'port-invalid',
        message: `${shown(value)} is no port.`,
        fix: 'Write tcp/443 or udp/5000-5010; ports go from 1 to 65535.',
      },
);

export const ruleSchema = z.strictObject({
  from: oneOrMany(z.string(), 'a zone'),
  to: oneOrMany(z.string(), 'a zone'),
  allow: z.union([z.literal('any'), z.array(ports)], {
    error: "Expected 'any' or a list of ports such as ['tcp/443'].",
  }),
});
