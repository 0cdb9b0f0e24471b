// People who administer the site, by their public keys, and their logins on NixOS hosts.
import * as z from 'zod';
import { checked, matching } from '../value.js';

export const shells = ['bash', 'zsh', 'fish'] as const;

export interface AdminInput<H extends string> {
  /** Full name. */
  readonly description?: string;
  /** Public keys as in authorized_keys. */
  readonly sshKeys?: readonly string[];
  /** Age recipients, age1…. */
  readonly ageKeys?: readonly string[];
  /** Default bash. */
  readonly shell?: (typeof shells)[number];
  /** Default wheel, whose members may become root. */
  readonly groups?: readonly string[];
  /** The NixOS hosts they may log in to. Default: all. */
  readonly hosts?: readonly H[];
}

const fullName = matching(
  /^[^\p{C}:]{1,100}$/u,
  'full name',
  'Write up to 100 characters without colons and line breaks: /etc/passwd separates its fields by them.',
);

const group = matching(/^[a-z_][a-z0-9_-]{0,30}$/, 'group', 'Write the name of a group, such as wheel.');

const sshKey =
  /^(sk-)?(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521))(@openssh\.com)? [A-Za-z0-9+/]{40,}={0,3}( [\p{L}\p{N}\p{P}\p{S} ]*)?$/u;
const ageKey = /^age1[02-9ac-hj-np-z]{58}$/;

const publicKey = (pattern: RegExp, what: string, example: string) =>
  checked((value) =>
    pattern.test(value)
      ? undefined
      : {
          code: 'value-invalid',
          message: `This is no ${what}.`,
          fix: `Write the public key, such as ${example}; a private key never belongs here.`,
          masked: true,
        },
  );

export const adminSchema = z.strictObject({
  description: fullName.optional(),
  sshKeys: z.array(publicKey(sshKey, 'SSH public key', 'ssh-ed25519 AAAA… name')).optional(),
  ageKeys: z.array(publicKey(ageKey, 'age recipient', 'age1…')).optional(),
  shell: z.enum(shells).optional(),
  groups: z.array(group).optional(),
  hosts: z.array(z.string()).optional(),
});
