// The resolver that a host runs as a service, started for real between systemd-resolved's port and the site's nameserver.
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { newScratch } from '../../packages/nixos/test/composing.js';
import { valueAt } from './folder.js';
import { isolated } from './namespaces.js';
import type { Attrs } from './nix-type.js';
import { findTool, requireTool, run, type Tool } from './run-tool.js';
import { withFiles } from './temp-folder.js';
import { unboundText } from './unbound.js';

const scratch = newScratch();
afterAll(() => scratch.dispose());

const tools: readonly Tool[] = ['nix-instantiate', 'dnsmasq', 'unbound', 'dig', 'ip'];
const missing = tools.find((tool) => !findTool(tool));
const usable = missing ? ([missing, '--version'] as const) : (['unshare', '-Urnmpf', '--mount-proc', 'true'] as const);

/** Port 53 of 127.0.0.53 is taken, as systemd-resolved takes it; 10.0.0.1 answers for the site's names. */
const script = `
folder=$1 ip=$2 dnsmasq=$3 unbound=$4 dig=$5
chmod 755 "$folder"
"$ip" link set dev lo up
for address in 10.0.0.1 10.0.0.9; do "$ip" addr add $address/32 dev lo; done
"$dnsmasq" --keep-in-foreground --conf-file="$folder/names.conf" >&2 &
"$unbound" -d -c "$folder/unbound.conf" >&2 &
tries=0
until "$dig" +time=1 +tries=1 @10.0.0.9 localhost. A >/dev/null; do
  tries=$((tries + 1)); [ "$tries" -lt 50 ] || exit 1
  sleep 0.1
done
"$dig" +noall +comments +answer @10.0.0.9 nas.home.arpa. A
`;

const names = `user=
group=
pid-file=
no-resolv
no-hosts
bind-interfaces
listen-address=10.0.0.1,127.0.0.53
local=/home.arpa/
host-record=nas.home.arpa,10.0.0.20
`;

const here = 'server:\n  username: ""\n  chroot: ""\n  pidfile: ""\n  module-config: "iterator"\n';

async function answers(settings: Attrs): Promise<string> {
  const files = [
    { name: 'names.conf', content: names },
    { name: 'unbound.conf', content: `${unboundText(settings)}\n${here}` },
  ];
  return withFiles(files, async (folder) => {
    const programs = (['ip', 'dnsmasq', 'unbound', 'dig'] as const).map((tool) => requireTool(tool));
    const [unshare, args] = await isolated(['sh', '-c', script, 'sh', folder, ...programs]);
    const { code, stdout, stderr } = await run(unshare, args);
    if (code !== 0) throw new Error(stderr);
    return stdout;
  });
}

async function settings(): Promise<Attrs> {
  const { config } = await scratch.composing(`{ groundplan.services.dns = {
    enable = true;
    addresses = [ "10.0.0.9" ];
    allow = [ "10.0.0.0/24" ];
    forwards = [ { zone = "home.arpa"; to = [ "10.0.0.1" ]; } ];
  }; }`);
  return valueAt(config, 'services.unbound.settings') as Attrs;
}

describeReal('the resolver of a host', usable, () => {
  it('answers beside systemd-resolved, and knows the names of a site in home.arpa', async () => {
    expect(await answers(await settings())).toMatch(/^nas\.home\.arpa\.\s+\d+\s+IN\s+A\s+10\.0\.0\.20$/m);
  });

  it('would know none of them with unbound’s own idea of home.arpa', async () => {
    const { server, ...rest } = await settings();
    const { 'local-zone': _, ...usual } = server as Attrs;
    expect(await answers({ server: usual, ...rest })).toContain('status: NXDOMAIN');
  });

  it('would not start on every address', async () => {
    const { server, ...rest } = await settings();
    await expect(answers({ server: { ...(server as Attrs), interface: ['0.0.0.0'] }, ...rest })).rejects.toThrow(
      'Address already in use',
    );
  });
});
