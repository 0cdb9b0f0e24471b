// PPPoE sessions, native files and NixOS options, judged by `pppd dryrun`.
import { type Folder, valueAt } from './folder.js';
import { etcFiles, unitSettings } from './native-tree.js';
import { isAttrs } from './nix-type.js';
import { count, type Verdict } from './outcome.js';
import { requireTool } from './run-tool.js';
import { onMachine } from './sandbox.js';

interface Peer {
  readonly name: string;
  readonly options: string;
  readonly command: string;
}

export async function checkPppd(folder: Folder): Promise<Verdict | undefined> {
  const peers = [...nativePeers(folder), ...(await nixosPeers(folder))];
  if (peers.length === 0) return undefined;
  requireTool('pppd');
  return { detail: count(peers.length, 'session'), problems: (await Promise.all(peers.map(judge))).flat() };
}

function nativePeers(folder: Folder): Peer[] {
  const peers = new Map(
    etcFiles(folder, /^ppp\/peers\//).map(({ path, content }) => [path.slice('ppp/peers/'.length), content]),
  );
  const units = etcFiles(folder, /^systemd\/system\/pppoe-[^/]*\.service$/);
  return units.map((unit) => {
    const command = unitSettings(unit, 'ExecStart')[0] ?? '';
    const name = / call (\S+)/.exec(command)?.[1] ?? '';
    return { name, options: peers.get(name) ?? '', command };
  });
}

async function nixosPeers(folder: Folder): Promise<Peer[]> {
  const peers =
    folder.entry === undefined ? undefined : valueAt((await folder.composition()).config, 'services.pppd.peers');
  return Object.entries(isAttrs(peers) ? peers : {}).map(([name, peer]) => ({
    name,
    options: `${isAttrs(peer) ? peer.config : ''}`,
    command: `pppd call ${name} up_sdnotify nolog`,
  }));
}

/** pppd wants the interface and the password's file to be there. */
async function judge({ name, options, command }: Peer): Promise<string[]> {
  const [, over = ''] = /^nic-(\S+)$/m.exec(options) ?? [];
  const [, passwordFile = ''] = /^file (\/run\/secrets\/\S+)$/m.exec(options) ?? [];
  const files = { [`/etc/ppp/peers/${name}`]: options, [passwordFile]: 'password "a \\"b\\" $c #d"\n' };
  const { code, stdout } = await onMachine({ etc: null, files, interfaces: [over] }, [
    `${command.replace(' nolog', '')} dryrun`,
  ]);
  const isComplete = /^user .*\n(.*\n)*^password /m.test(stdout);
  return code === 0 && isComplete ? [] : [`${name}: ${stdout.trim()}`];
}
