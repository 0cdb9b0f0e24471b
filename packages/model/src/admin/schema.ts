// People who administer the site, by their public keys, and their logins on NixOS hosts.
import * as z from 'zod';
import { sshKeyProblem } from '../ssh/public-key.js';
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

const sshKey = checked((value) => {
  const message = sshKeyProblem(value, 'person');
  if (message === undefined) return undefined;
  const fix = 'Write the line of ~/.ssh/id_ed25519.pub: ssh-ed25519 AAAA… name; a private key never belongs here.';
  return { code: 'ssh-key-invalid', message, fix, masked: true };
});

const ageKey = /^age1[02-9ac-hj-np-z]{58}$/;

const ageRecipient = checked((value) =>
  ageKey.test(value)
    ? undefined
    : {
        code: 'value-invalid',
        message: 'This is no age recipient.',
        fix: 'Write the public key, such as age1…; a private key never belongs here.',
        masked: true,
      },
);

export const adminSchema = z.strictObject({
  description: fullName.optional(),
  sshKeys: z.array(sshKey).optional(),
  ageKeys: z.array(ageRecipient).optional(),
  shell: z.enum(shells).optional(),
  groups: z.array(group).optional(),
  hosts: z.array(z.string()).optional(),
});
