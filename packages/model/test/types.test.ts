// Unknown names are compile errors where they stand; the compile-time and run-time forms of topology.ts agree.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type * as z from 'zod';
import { type AnyTopology, defineTopology, resolve, type topologySchema } from '../src/index.js';
import { lock } from './homelab.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The compiler's messages about one file, `line,column code first line of the message`. */
function compile(file: string): string[] {
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--skipLibCheck',
    '--pretty',
    'false',
    '--types',
    '',
  ];
  try {
    execFileSync(process.execPath, [here('../../../node_modules/typescript/bin/tsc'), ...options, here(file)], {
      encoding: 'utf8',
    });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout: string };
    return stdout
      .split('\n')
      .filter((line) => /\(\d+,\d+\): error/.test(line))
      .map((line) => line.replace(/^.*\((\d+,\d+)\): error (TS\d+): /, '$1 $2 '));
  }
}

describe('defineTopology', () => {
  it('points the compiler at every unknown name', () => {
    expect(compile('fixtures/compile-errors/topology.ts').join('\n')).toMatchInlineSnapshot(`
      "7,26 TS2820 Type '"infrra"' is not assignable to type '"infra" | "iot"'. Did you mean '"infra"'?
      10,7 TS2820 Type '"iott"' is not assignable to type 'OneOrMany<"ap-1" | "infra" | "iot" | "rpi4-1" | "rpi4-2" | FixedZone>'. Did you mean '"iot"'?
      11,33 TS2322 Type '["tpc/22"]' is not assignable to type 'PortsInput'.
      14,86 TS2820 Type '"wan-pks"' is not assignable to type '"infra-psk" | "wan-psk"'. Did you mean '"wan-psk"'?
      15,35 TS2322 Type '"INFRA-K3X"' is not assignable to type '"INFRA-K3S"'.
      15,71 TS2561 Object literal may only specify known properties, but 'infro' does not exist in type '{ readonly infra?: AddressInput; readonly iot?: AddressInput; }'. Did you mean to write 'infra'?
      18,34 TS2820 Type '"rpi4-3"' is not assignable to type '"rpi4-1" | "rpi4-2"'. Did you mean '"rpi4-1"'?
      18,86 TS2353 Object literal may only specify known properties, and ''rpi5-1'' does not exist in type '{ readonly "rpi4-1"?: ServerInput; readonly "rpi4-2"?: ServerInput; }'.
      20,29 TS2322 Type '"hoem"' is not assignable to type '"home"'.
      20,76 TS2820 Type '"reviw"' is not assignable to type '"review" | "staging"'. Did you mean '"review"'?
      22,35 TS2322 Type '"bao-seel"' is not assignable to type 'NonNullable<"infra-psk" | "wan-psk" | null> | undefined'.
      22,69 TS2561 Object literal may only specify known properties, but 'stagin' does not exist in type '{ readonly review?: Written<OpenbaoConfiguration<"infra-psk" | "wan-psk">> & { readonly values?: HelmValues; }; readonly staging?: Written<OpenbaoConfiguration<"infra-psk" | "wan-psk">> & { ...; }; }'. Did you mean to write 'staging'?
      23,35 TS2322 Type '"k0s"' is not assignable to type 'NonNullable<"k3s" | "standalone"> | undefined'.
      25,89 TS2820 Type '"openbaoo"' is not assignable to type '"logs" | \`\${string}.\${string}\` | keyof ComponentConfigurations<string>'. Did you mean '"openbao"'?
      26,59 TS2820 Type '"iott"' is not assignable to type '"ap-1" | "infra" | "iot" | "rpi4-1" | "rpi4-2" | FixedZone'. Did you mean '"iot"'?
      26,76 TS2820 Type '"log"' is not assignable to type '"demo" | "logs" | keyof ComponentConfigurations<string>'. Did you mean '"logs"'?
      26,99 TS2322 Type '"prod"' is not assignable to type '"review" | "staging"'.
      27,50 TS2820 Type '"rpi4-9"' is not assignable to type '"home" | "rpi4-1" | "rpi4-2"'. Did you mean '"rpi4-1"'?
      30,12 TS2322 Type '"adda"' is not assignable to type '"ada"'.
      31,52 TS2322 Type '"zhs"' is not assignable to type '"atuin" | "direnv" | "fzf" | "git" | "kubernetes" | "neovim" | "tmux" | "vscode" | "wezterm" | "zsh"'.
      31,75 TS2820 Type '"wan-pks"' is not assignable to type '"infra-psk" | "wan-psk"'. Did you mean '"wan-psk"'?"
    `);
  });

  it('accepts the repository’s own topology', () => {
    expect(compile('../../../topology/topology.ts')).toEqual([]);
  });

  it('leaves names to run time when hosts are computed', () => {
    const hosts = Object.fromEntries(
      [1, 2, 3].map((number) => [
        `node-${number}`,
        { hardware: 'generic-x86_64', links: { enp1s0: { access: 'lan' } } } as const,
      ]),
    );
    const topology = defineTopology({
      site: { name: 'lab', domain: 'home.arpa', nameservers: [], stateVersion: '25.11' },
      networks: { lan: { vlan: 1, ipv4: '192.168.1.0/24' } },
      hosts,
    });
    const result = resolve(topology, lock);
    expect(result.ok && Object.keys(result.topology.hosts)).toEqual(['node-1', 'node-2', 'node-3']);
  });

  it('has the fields the schema has, and no others', () => {
    expectTypeOf<keyof AnyTopology>().toEqualTypeOf<keyof Schema>();
    expectTypeOf<FieldsOf<'networks'>>().toEqualTypeOf<SchemaFieldsOf<'networks'>>();
    expectTypeOf<FieldsOf<'wifi'>>().toEqualTypeOf<SchemaFieldsOf<'wifi'>>();
    expectTypeOf<FieldsOf<'devices'>>().toEqualTypeOf<SchemaFieldsOf<'devices'>>();
    expectTypeOf<FieldsOf<'hosts'>>().toEqualTypeOf<SchemaFieldsOf<'hosts'>>();
    expectTypeOf<FieldsOf<'clusters'>>().toEqualTypeOf<SchemaFieldsOf<'clusters'>>();
    expectTypeOf<FieldsOf<'environments'>>().toEqualTypeOf<SchemaFieldsOf<'environments'>>();
    expectTypeOf<FieldsOf<'homes'>>().toEqualTypeOf<SchemaFieldsOf<'homes'>>();
    expectTypeOf<FieldsOf<'charts'>>().toEqualTypeOf<SchemaFieldsOf<'charts'>>();
    expectTypeOf<FieldsOf<'apps'>>().toEqualTypeOf<SchemaFieldsOf<'apps'>>();
    expectTypeOf<keyof NonNullable<AnyTopology['platform']>>().toEqualTypeOf<keyof NonNullable<Schema['platform']>>();
    expectTypeOf<FieldsOf<'secrets'>>().toEqualTypeOf<SchemaFieldsOf<'secrets'>>();
    expectTypeOf<FieldsOf<'admins'>>().toEqualTypeOf<SchemaFieldsOf<'admins'>>();
    expectTypeOf<keyof AnyTopology['site']>().toEqualTypeOf<keyof Schema['site']>();
    expectTypeOf<KeysOfEach<NonNullable<AnyTopology['policy']>[number]>>().toEqualTypeOf<
      keyof NonNullable<Schema['policy']>[number]
    >();
  });
});

type Schema = z.input<typeof topologySchema>;
type Section = Exclude<
  keyof AnyTopology,
  'site' | 'policy' | 'expose' | 'firewall' | 'dhcp' | 'dns' | 'vpn' | 'promotion' | 'platform' | 'components'
>;
type FieldsOf<K extends Section> = keyof NonNullable<AnyTopology[K]>[string];
type SchemaFieldsOf<K extends Section> = keyof NonNullable<Schema[K]>[string];
type KeysOfEach<T> = T extends unknown ? keyof T : never;
