// The generated files of one host, in the form in which the lab uses them.
import type { GeneratedFile } from '@groundplan/engine';
import { dnsmasqLines } from '../real/dnsmasq.js';
import { compose, valueAt } from '../real/folder.js';
import { unitFiles } from '../real/networkd-units.js';
import { type Attrs, isAttrs } from '../real/nix-type.js';
import { type TempFile, withFiles } from '../real/temp-folder.js';

export interface HostFiles {
  /** For `nft -f`; null when the host's firewall is not generated. */
  readonly ruleset: string | null;
  /** Lines of dnsmasq.conf; none when the host does not run it. */
  readonly dnsmasq: readonly string[];
  /** For kea-dhcp4; null when the host does not run it. */
  readonly kea: string | null;
  /** For systemd-networkd: names and contents. */
  readonly units: readonly TempFile[];
}

const noFiles: HostFiles = { ruleset: null, dnsmasq: [], kea: null, units: [] };

/** What stands in hosts/HOST/generated: native files, or modules, which take Nix and are read only when they are wanted. */
export async function hostFiles(host: string, files: readonly GeneratedFile[]): Promise<HostFiles> {
  const folder = `hosts/${host}/generated/`;
  const own = files
    .filter(({ path }) => path.startsWith(folder))
    .map(({ path, text }) => ({ name: path.slice(folder.length), content: text }));
  const isModule = ({ name }: TempFile) => /^[^/]*\.nix$/.test(name) && name !== 'default.nix';
  const nixos = await nixosFiles(own.filter(isModule));
  const file = (name: string) => own.find((one) => one.name === name)?.content;
  return {
    ruleset: file('nftables.nft') ?? file('etc/nftables.conf') ?? null,
    dnsmasq: file('etc/dnsmasq.conf')?.split('\n') ?? nixos.dnsmasq,
    kea: file('etc/kea/kea-dhcp4.conf') ?? nixos.kea,
    units: [...nixos.units, ...nativeUnits(own)],
  };
}

const nativeUnits = (own: readonly TempFile[]) =>
  own.flatMap(({ name, content }) => {
    const [, unit] = /^etc\/systemd\/network\/(.*\.(?:netdev|network))$/.exec(name) ?? [];
    return unit === undefined ? [] : [{ name: unit, content }];
  });

async function nixosFiles(modules: readonly TempFile[]): Promise<HostFiles> {
  const wanted = modules.filter(({ content }) => /\bdnsmasq\b|\bkea\b|systemd\.network|\bnetwork = /.test(content));
  if (wanted.length === 0) return noFiles;
  const config = await withFiles(wanted, async (folder) => {
    const composition = await compose(
      folder,
      wanted.map(({ name }) => name),
    );
    return composition.config;
  });
  const settingsOf = (option: string) => {
    const value = valueAt(config, option);
    return isAttrs(value) && Object.keys(value).length > 0 ? (value as Attrs) : undefined;
  };
  const [dnsmasq, kea] = [settingsOf('services.dnsmasq.settings'), settingsOf('services.kea.dhcp4.settings')];
  return {
    ruleset: null,
    dnsmasq: dnsmasq ? dnsmasqLines(dnsmasq) : [],
    kea: kea ? JSON.stringify({ Dhcp4: kea }) : null,
    units: unitFiles(settingsOf('systemd.network') ?? {}).filter(({ kind }) => kind !== 'link'),
  };
}
