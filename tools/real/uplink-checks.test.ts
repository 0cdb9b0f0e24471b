// The real programs accept every access point, uplink and Wi-Fi client that is generated, and refuse each planted fault.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sites } from '../../packages/generators/test/sites.js';
import { checkFolder } from './check-folder.js';
import { openFolder } from './folder.js';
import { folderKinds } from './folder-kinds.js';
import { copyModules } from './hand-written-modules.js';
import { findTool, type Tool } from './run-tool.js';

const root = mkdtempSync(join(tmpdir(), 'uplink-checks-'));
afterAll(() => rmSync(root, { recursive: true }));

const requireReal = process.env.REQUIRE_REAL === '1';
const tools: readonly Tool[] = ['nix-instantiate', 'hostapd', 'wpa_supplicant', 'pppd', 'nmcli', 'NetworkManager'];
const all = requireReal || tools.every(findTool);

beforeAll(() => {
  const topology = sites.everything?.topology;
  if (!topology) throw new Error('The site everything is gone.');
  copyModules(root);
  for (const file of generateSorted(topology, generators, { source: 'topology/topology.ts' })) {
    mkdirSync(dirname(join(root, file.path)), { recursive: true });
    writeFileSync(join(root, file.path), file.text);
  }
});

const checks = ['nix parse', 'hostapd', 'wpa_supplicant', 'pppd', 'NetworkManager', 'systemd units', 'scripts'];

/** What the checks of this file say of a host's folder: `ok`, `-` or what is wrong. */
async function said(path: string): Promise<{ [check: string]: string }> {
  const outcomes = await checkFolder(root, path, { requireReal });
  const own = outcomes.filter(({ check }) => checks.includes(check) || check === 'nixos options');
  return Object.fromEntries(
    own.map(({ check, status, detail, problems }) => [check, [status, detail, ...problems].join(' ')]),
  );
}

describe.runIf(all)('accept', () => {
  test('PPPoE and a modem on NixOS', async () => {
    const found = await said('hosts/edge');
    expect(found).toMatchObject({ pppd: 'ok 1 session', NetworkManager: 'ok 1 file', hostapd: '- nothing to check' });
    expect(found['nixos options']).toMatch(/^ok /);
  });

  test('two radios with two SSIDs each on NixOS', async () => {
    const found = await said('hosts/loft');
    expect(found.hostapd).toBe('ok 2 radios');
    expect(found['nixos options']).toMatch(/^ok /);
  });

  test('all of them as native files', async () => {
    expect(await said('hosts/shed')).toMatchObject({
      hostapd: 'ok 1 radio',
      wpa_supplicant: 'ok 1 client',
      pppd: 'ok 1 session',
      NetworkManager: 'ok 2 files',
      scripts: 'ok 3 scripts',
      'systemd units': expect.stringMatching(/^ok /),
    });
  });
});

interface Fault {
  readonly fault: string;
  readonly host: 'edge' | 'loft' | 'shed';
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly check: string;
  readonly says: string;
}

const native = (file: string) => `etc/${file}`;
const hostapdConf = native('hostapd/wlan0.conf');
const supplicantConf = native('wpa_supplicant/wpa_supplicant-wlan1.conf');
const peer = native('ppp/peers/wan-2');
const profile = native('NetworkManager/modems/wwan0.nmconnection');

const faults: readonly Fault[] = [
  {
    fault: 'an unknown hostapd setting',
    host: 'shed',
    file: hostapdConf,
    from: 'auth_algs',
    to: 'auth_algz',
    check: 'hostapd',
    says: "unknown configuration item 'auth_algz'",
  },
  {
    fault: 'an SSID that is no hexadecimal',
    host: 'shed',
    file: hostapdConf,
    from: 'ssid2=',
    to: 'ssid2=zz',
    check: 'hostapd',
    says: 'invalid SSID',
  },
  {
    fault: 'a country that is none',
    host: 'shed',
    file: hostapdConf,
    from: 'country_code=DE',
    to: 'country_code=D3',
    check: 'hostapd',
    says: 'Invalid country_code',
  },
  {
    fault: 'an access point without passphrase',
    host: 'shed',
    file: hostapdConf,
    from: '#wpa_passphrase_file',
    to: '#wpa_passphrase_fille',
    check: 'hostapd',
    says: 'PSK or passphrase is not configured',
  },
  {
    fault: 'a script that cuts passphrases',
    host: 'shed',
    file: native('hostapd/add-passphrases.sh'),
    from: 'passphrase=%s',
    to: 'passphrase=%.4s',
    check: 'hostapd',
    says: 'invalid WPA passphrase length 4',
  },
  {
    fault: 'a NixOS network without password',
    host: 'loft',
    file: 'access-point.nix',
    from: /(sae|wpa)Password(s?)File = .*/g,
    to: '',
    check: 'hostapd',
    says: 'PSK or passphrase is not configured',
  },
  {
    fault: 'a key management NixOS would write',
    host: 'loft',
    file: 'access-point.nix',
    from: 'WPA-PSK-SHA256 SAE',
    to: 'WPA-PSK-SHA257 SAE',
    check: 'hostapd',
    says: 'invalid key_mgmt',
  },
  {
    fault: 'a channel as text',
    host: 'loft',
    file: 'access-point.nix',
    from: 'channel = 100',
    to: 'channel = "100"',
    check: 'nixos options',
    says: 'channel is "100"',
  },
  {
    fault: 'an unknown supplicant setting',
    host: 'shed',
    file: supplicantConf,
    from: 'scan_ssid',
    to: 'scan_ssids',
    check: 'wpa_supplicant',
    says: "unknown network field 'scan_ssids'",
  },
  {
    fault: 'a client whose passphrase is not there',
    host: 'shed',
    file: native('wpa_supplicant/add-passphrases.sh'),
    from: 's/^$name=//p',
    to: 's/^x$name=//p',
    check: 'wpa_supplicant',
    says: 'has no line',
  },
  {
    fault: 'an unknown pppd option',
    host: 'shed',
    file: peer,
    from: 'maxfail',
    to: 'maxfails',
    check: 'pppd',
    says: "unrecognized option 'maxfails'",
  },
  {
    fault: 'a session without its password',
    host: 'shed',
    file: peer,
    from: /^file .*$/m,
    to: '',
    check: 'pppd',
    says: 'wan-2: ',
  },
  {
    fault: 'a session of another name',
    host: 'shed',
    file: native('systemd/system/pppoe-wan-2.service'),
    from: 'call wan-2',
    to: 'call wan-3',
    check: 'pppd',
    says: 'wan-3: ',
  },
  {
    fault: 'a metric that is no number, on NixOS',
    host: 'edge',
    file: 'uplink.nix',
    from: 'defaultroute-metric 300',
    to: 'defaultroute-metric x',
    check: 'pppd',
    says: 'invalid numeric parameter',
  },
  {
    fault: 'a profile setting NetworkManager does not know',
    host: 'shed',
    file: profile,
    from: 'apn=',
    to: 'apm=',
    check: 'NetworkManager',
    says: 'NetworkManager ignores gsm.apm=internet',
  },
  {
    fault: 'a metric NetworkManager drops',
    host: 'shed',
    file: profile,
    from: 'route-metric=300',
    to: 'route-metric=3x',
    check: 'NetworkManager',
    says: 'ignores ipv4.route-metric=3x',
  },
  {
    fault: 'an access point name with a space, on NixOS',
    host: 'edge',
    file: 'uplink.nix',
    from: 'apn = "iot.example"',
    to: 'apn = "iot example!"',
    check: 'NetworkManager',
    says: 'invalid char',
  },
  {
    fault: 'a profile others can read',
    host: 'shed',
    file: native('NetworkManager/modems/install-profile.sh'),
    from: 'umask 077',
    to: 'umask 022',
    check: 'NetworkManager',
    says: 'others could read it',
  },
  {
    fault: 'an unknown key of NetworkManager',
    host: 'shed',
    file: native('NetworkManager/conf.d/10-modems-only.conf'),
    from: 'no-auto-default',
    to: 'no-auto-defaults',
    check: 'NetworkManager',
    says: "unknown key 'no-auto-defaults'",
  },
  {
    fault: 'an unknown key of a unit',
    host: 'shed',
    file: native('systemd/system/modem-wwan0.service'),
    from: 'RemainAfterExit',
    to: 'RemainAfterExits',
    check: 'systemd units',
    says: "'RemainAfterExits' in section [Service]",
  },
  {
    fault: 'a variable without quotes',
    host: 'shed',
    file: native('NetworkManager/modems/install-profile.sh'),
    from: 'cat "$from"',
    to: 'cat $from',
    check: 'scripts',
    says: 'SC2086',
  },
];

describe.runIf(all)('refuse', () => {
  for (const [index, { fault, host, file, from, to, check, says }] of faults.entries()) {
    test(fault, async () => {
      const path = `hosts/fault${index}`;
      const target = join(root, path, 'generated', file);
      cpSync(join(root, 'hosts', host), join(root, path), { recursive: true });
      const text = readFileSync(target, 'utf8');
      expect(text.replaceAll(from instanceof RegExp ? new RegExp(from, 'gm') : from, to)).not.toBe(text);
      writeFileSync(target, text.replaceAll(from instanceof RegExp ? new RegExp(from, 'gm') : from, to));
      const judge = folderKinds.hosts?.find(({ name }) => name === check);
      const verdict = await judge?.run(openFolder(realpathSync(root), path));
      expect(verdict?.problems.join('\n')).toContain(says);
    });
  }
});
