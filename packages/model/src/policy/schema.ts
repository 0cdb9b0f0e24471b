// The policy: who may open connections to whom. The first rule that matches decides; what no rule matches is denied.
import * as z from 'zod';
import { shown, suggestion } from '../names.js';
import { checked, oneOrMany, prose } from '../value.js';
import { parsePorts } from './ports.js';
import { type ServiceName, serviceNames } from './services.js';

type OneOrMany<T> = T | readonly T[];

/** A protocol and a port or range of ports, such as tcp/443 or udp/5000-5010, or a service by name. */
export type PortInput = `${'tcp' | 'udp'}/${number}` | `${'tcp' | 'udp'}/${number}-${number}` | ServiceName;

type PortsInput = 'any' | readonly PortInput[];

interface RuleSides<Z extends string> {
  readonly description?: string;
  /** Networks, hosts, devices, groups, `router`, `wan` or `vpn`. */
  readonly from: OneOrMany<Z>;
  readonly to: OneOrMany<Z>;
}

export type RuleInput<Z extends string> = RuleSides<Z> &
  ({ readonly allow: PortsInput } | { readonly deny: PortsInput });

const port = checked((value) => {
  if (parsePorts(value) || (serviceNames as readonly string[]).includes(value)) return undefined;
  if (/^[a-z][a-z0-9-]*$/.test(value)) {
    return {
      code: 'service-unknown',
      message: `There is no service ${shown(value)}.`,
      fix: `${suggestion(value, serviceNames)} Or write its ports, such as tcp/443.`,
    };
  }
  return {
    code: 'port-invalid',
    message: `${shown(value)} is no port.`,
    fix: 'Write tcp/443, udp/5000-5010 or a service such as https; ports go from 1 to 65535.',
  };
});

const ports = z.union([z.literal('any'), z.array(port)], {
  error: "Expected 'any' or a list of ports and services such as ['tcp/8443', 'https'].",
});

/** Flat, so that a rule without or with two actions is told so rather than how a union failed. */
export const ruleSchema = z.strictObject({
  description: prose.optional(),
  from: oneOrMany(z.string(), 'a zone'),
  to: oneOrMany(z.string(), 'a zone'),
  allow: ports.optional(),
  deny: ports.optional(),
});

export type AnyRule = z.infer<typeof ruleSchema>;

/** Hosts and devices that rules name together. */
export const groupSchema = z.array(z.string());
