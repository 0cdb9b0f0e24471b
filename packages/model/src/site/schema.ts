// What topology.ts says about the site as a whole.
import * as z from 'zod';
import { type HardeningInput, hardeningSchema, release, type SshInput, sshSchema } from '../nixos/schema.js';
import { checked, domain, ipAddress, ipv6Cidr, matching, name, prose } from '../value.js';

export interface SiteInput {
  readonly name: string;
  readonly description?: string;
  /** DNS domain of the site; home.arpa is reserved for homes (RFC 8375). */
  readonly domain: string;
  /** IANA name, such as Europe/Paris. Default UTC. */
  readonly timeZone?: string;
  /** Upstream resolvers. */
  readonly nameservers: readonly string[];
  /** Time servers that DHCP tells clients. */
  readonly ntp?: readonly string[];
  readonly repository?: string;
  /** What the repository is kept in: code owners and workflows are written for it. Default: none. */
  readonly forge?: (typeof forges)[number];
  /** Default system.stateVersion of NixOS hosts, such as 25.11. */
  readonly stateVersion?: string;
  /** NixOS releases that flake.nix has as inputs: the first as nixpkgs, others as nixpkgs-25-05 and the like. Default 25.11 alone. */
  readonly releases?: readonly string[];
  readonly ssh?: SshInput;
  readonly hardening?: HardeningInput;
  /** IPv6 unique local prefix, a /48. Default: drawn once and kept in the lock. */
  readonly ula?: string;
}

export const forges = ['github', 'gitlab', 'forgejo'] as const;

export const stateVersion = matching(
  /^\d\d\.(05|11)$/,
  'NixOS release',
  'Write the release of the first installation, such as 25.11.',
);

const timeZone = matching(
  /^(UTC|[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2})$/,
  'time zone',
  'Write an IANA name, such as Europe/Paris or UTC.',
);

const repository = checked((value) =>
  /^[\x21-\x7e]+$/.test(value) && !/:\/\/[^/@]*:[^/@]*@/.test(value)
    ? undefined
    : {
        code: 'value-invalid',
        message: 'The repository address holds a password, a space or a control character.',
        fix: 'Write an address such as ssh://git@git.example.org/infra.git.',
        masked: true,
      },
);

export const siteSchema = z.strictObject({
  name,
  description: prose.optional(),
  domain,
  timeZone: timeZone.optional(),
  nameservers: z.array(ipAddress),
  ntp: z.array(ipAddress).optional(),
  repository: repository.optional(),
  forge: z.enum(forges).optional(),
  stateVersion: stateVersion.optional(),
  releases: z.array(release).min(1).optional(),
  ssh: sshSchema.optional(),
  hardening: hardeningSchema.optional(),
  ula: ipv6Cidr.optional(),
});
