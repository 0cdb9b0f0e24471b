// A home: the environment of one user on one host, applied by Home Manager.
import * as z from 'zod';
import { release } from '../nixos/schema.js';
import { stateVersion } from '../site/schema.js';
import { matching, name, prose } from '../value.js';
import { type ProgramName, programNames } from './programs.js';

export const graphicsDrivers = ['mesa', 'nvidia'] as const;

/** U users, H hosts, S secrets. */
export interface HomeInput<U extends string, H extends string, S extends string> {
  readonly description?: string;
  /** One of `admins`. */
  readonly user: U;
  readonly host: H;
  readonly programs?: readonly ProgramName[];
  /** Attributes of nixpkgs to install as well, such as reaper or python3Packages.black; naming one accepts its licence. */
  readonly packages?: readonly string[];
  /** File in ~/.kube/kubeconfig → secret that holds it. */
  readonly kubeconfigs?: { readonly [file: string]: S };
  /** On hosts without NixOS: the driver that nixGL gives graphical programs. Default mesa. */
  readonly graphics?: (typeof graphicsDrivers)[number];
  /** Environment variables of the user's sessions. */
  readonly variables?: { readonly [variable: string]: string };
  /** Default /home/<user>. */
  readonly directory?: string;
  /** The Home Manager release of the first installation. Default: the host's stateVersion, else the site's. */
  readonly stateVersion?: string;
  /** On hosts without NixOS: the release of nixpkgs and Home Manager, one of the site's. Default: the site's first. */
  readonly release?: string;
}

const attribute = matching(
  /^[A-Za-z_][A-Za-z0-9_'-]*(\.[A-Za-z_][A-Za-z0-9_'-]*)*$/,
  'attribute of nixpkgs',
  'Write the attribute, such as reaper or python3Packages.black.',
);

const directory = matching(
  /^(\/[A-Za-z0-9_][A-Za-z0-9._-]*)+$/,
  'home folder',
  'Write an absolute path of plain names, such as /home/ada.',
);

/** Home Manager writes it between double quotes in a shell script: $NAME is replaced there, anything else would be run. */
const variableText = matching(
  /^(?:[^"`\\$\p{C}]|\$[A-Za-z_]\w*|\$\{[A-Za-z_]\w*\})*$/u,
  'value of a variable',
  'Use text without quotes, backslashes and line breaks; another variable is $NAME or ${NAME}.',
);

const variable = matching(
  /^[A-Za-z_][A-Za-z0-9_]*$/,
  'environment variable',
  'Use letters, digits and underscores, such as EDITOR.',
);

export const homeSchema = z.strictObject({
  description: prose.optional(),
  user: z.string(),
  host: z.string(),
  programs: z.array(z.enum(programNames)).optional(),
  packages: z.array(attribute).optional(),
  kubeconfigs: z.record(name, z.string()).optional(),
  graphics: z.enum(graphicsDrivers).optional(),
  variables: z.record(variable, variableText).optional(),
  directory: directory.optional(),
  stateVersion: stateVersion.optional(),
  release: release.optional(),
});
