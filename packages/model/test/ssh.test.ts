// Host keys as OpenSSH makes them are accepted, everything else is refused and never shown; jumps help and never harm.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jumpHosts, reach, reachability, stretchOf } from '../src/index.js';
import { type Draft, findingsOf, resolved, succeeded } from './homelab.js';

const ed25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICexVID4Lk+OVvWJK9qwd7Htqd6OXD/yjnkGONPAk8n/';
const ecdsa =
  'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBBcLn44UP8mQH/kTYQLIDqONFDnCg9zSb6KzlrFtkVCAUaodTX+/NIXwCehpAQOl3rTAfic5rXBCS2P5KvAW1TE=';
const rsa =
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQCo7CxzvUeXUkUjjyOU1LNmVuiJMb08Hj77VCpQgpuilM7LmrKe6YfSxFy8KJZw0yRsVfwxabTFLlmATL8oHK2p5kNeYti+s86aI/FCw+l7RwLRk+PJxFVH868r4tcAUQrTzc+qB+9UuuAH7vk7wlq9zP70tfkC3GYmq273kTQBrJANH8+7bfLWRmuOL1sPPUBLt4SHwFdkwLVYVwa1irwQoCbILlX+vk7IgZan2mwnMUEIZvFCm6jD47JbbZoqcMN3d0ElgvfeLy1y6U4SVI84YGvbRTS/X3GE9SnqKXHHSwkMMnxA6Qm7oC1x7EOYYkRKkeX4y+fNA7IY4WyUUh/51T8HYhn53QjGolbxR6dlf0u+vZ19ktr+1RUSV7bql16+xb26kKNowJktKvcdfUoED7WGH1dRjKIrdGZfqQtmKnF7GZTj1bC2C5A5f3Pw55aFTvu4ZtGpbNzIudoCtIpgXaME66gaEDuP45dx2fbFDJcmOXvmRQV9PV9EXOhdYa0=';

const sshOf = (keys: unknown) =>
  succeeded(resolved((d) => (d.hosts.nas.sshHostKey = keys))).topology.hosts.nas?.ssh.hostKeys;

describe('a host key', () => {
  it('is kept without its comment, once', () => {
    expect(sshOf(`${ed25519} root@nas $(reboot) é`)).toEqual([ed25519]);
    expect(sshOf([rsa, ed25519, ecdsa, `${ed25519} again`])).toEqual([ecdsa, ed25519, rsa]);
    expect(sshOf(undefined)).toEqual([]);
  });

  it.each([
    ['what ssh-keyscan prints before it', `10.10.0.20 ${ed25519}`],
    ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----'],
    ['a key cut short', ed25519.slice(0, -4)],
    ['a key with more behind it', `${ed25519}AAAA`],
    ['a key of another type than it says', ed25519.replace('ssh-ed25519', 'ssh-rsa')],
    ['a curve that is another', ecdsa.replace('ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384')],
    ['two lines', `${ed25519}\nnas ${ed25519}`],
    ['a security key', 'sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAAAAAA='],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    const { findings } = resolved((d) => (d.hosts.nas.sshHostKey = text));
    expect(findings.map(({ code, at, masked }) => [code, at, masked])).toEqual([
      ['ssh-key-invalid', 'hosts.nas.sshHostKey', true],
    ]);
  });

  it('is refused with any one sign of its blob missing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: ed25519.length - 1 }), (at) => {
        const text = ed25519.slice(0, at) + ed25519.slice(at + 1);
        expect(findingsOf((d) => (d.hosts.nas.sshHostKey = text))).toEqual(['ssh-key-invalid hosts.nas.sshHostKey']);
      }),
    );
  });

  it('belongs to one machine', () => {
    const twice = (d: Draft) => {
      d.hosts.nas.sshHostKey = [ed25519, ed25519];
      d.hosts.pi.sshHostKey = `${ed25519} copy`;
    };
    expect(findingsOf(twice)).toEqual(['ssh-host-key-duplicate hosts.pi.sshHostKey']);
  });
});

describe('an administrator’s key', () => {
  const security =
    'sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABHNzaDo=';
  const ofAda = (text: string) => resolved((d) => (d.admins = { ada: { sshKeys: [text] } })).findings;

  it.each([
    ed25519,
    `${ecdsa} ada at work`,
    rsa,
    `${security} é`,
    `sk-ecdsa-sha2-nistp256@openssh.com ${secureEcdsa()}`,
  ])('may be %s', (text) => {
    expect(ofAda(text)).toEqual([]);
  });

  it.each([
    ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----', 'This is a private key.'],
    ['options before it', `restrict ${ed25519}`, 'This is no SSH public key.'],
    ['two lines', `${ed25519}\n${ed25519}`, 'This is no SSH public key.'],
    ['a DSA key', 'ssh-dss AAAAB3NzaC1kc3M=', 'OpenSSH takes no DSA keys any more.'],
    ['a key cut short', `${ed25519.slice(0, -4)} ada`, 'cut short'],
    ['a key with more behind it', `${ed25519}AAAA`, 'something is behind it'],
    ['another type than it says', ed25519.replace('ssh-ed25519', 'ssh-rsa'), 'another type than ssh-rsa'],
    ['a key of 31 bytes', `ssh-ed25519 ${blobOf(['ssh-ed25519', 'x'.repeat(31)])}`, 'are not those of ssh-ed25519'],
    ['an RSA key of 1024 bits', `ssh-rsa ${blobOf(['ssh-rsa', 'abc', 'x'.repeat(129)])}`, 'shorter than 2048 bits'],
    [
      'a security key without its purpose',
      `${security.split(' ')[0]} ${blobOf([security.split(' ')[0] ?? '', 'x'.repeat(32)])}`,
      'damaged',
    ],
  ])('is not %s', (_, text, message) => {
    const findings = ofAda(text);
    expect(findings.map(({ code, at, masked }) => [code, at, masked])).toEqual([
      ['ssh-key-invalid', 'admins.ada.sshKeys[0]', true],
    ]);
    expect(findings[0]?.message).toContain(message);
  });
});

/** Base64 of strings, each with its length before it. */
function blobOf(parts: readonly string[]): string {
  const lengthOf = (part: string) => Buffer.from([0, 0, part.length >> 8, part.length & 255]);
  return Buffer.concat(parts.flatMap((part) => [lengthOf(part), Buffer.from(part, 'latin1')])).toString('base64');
}

function secureEcdsa(): string {
  return blobOf(['sk-ecdsa-sha2-nistp256@openssh.com', 'nistp256', '\x04'.padEnd(65, 'x'), 'ssh:']);
}

describe('the way in', () => {
  const admin = { sshKeys: [ed25519] };
  it.each<[string, unknown, string | null]>([
    ['nobody', undefined, null],
    ['one person', { ada: admin }, 'ada'],
    ['two', { ada: admin, bob: admin }, null],
    ['one of two', { ada: admin, bob: { ...admin, hosts: ['gw'] } }, 'ada'],
  ])('is the account of the one who may log in, with %s', (_, admins, user) => {
    const { topology } = succeeded(resolved((d) => Object.assign(d, admins === undefined ? {} : { admins })));
    expect(topology.hosts.nas?.ssh).toMatchObject({ port: 22, user });
  });

  it('is the port of the host, else of the site, else 22; other systems are not asked', () => {
    const { hosts } = succeeded(
      resolved((d) => {
        d.site.ssh = { port: 2222 };
        d.hosts.nas.ssh = { port: 2200 };
        d.hosts.old = { os: 'linux', hardware: 'generic-x86_64', links: { eth0: { access: 'iot' } } };
      }),
    ).topology;
    expect([hosts.nas, hosts.pi, hosts.old].map((host) => host?.ssh.port)).toEqual([2200, 2222, 22]);
    expect(hosts.nas?.nixos?.ssh.port).toBe(2200);
  });
});

const ssh = (from: unknown, to: unknown) => ({ from, to, allow: ['ssh'] });
const jumpsWith = (policy: unknown) => jumpHosts(succeeded(resolved((d) => (d.policy = policy))).topology);

describe('a jump by the router', () => {
  it.each<[string, unknown, string | undefined]>([
    ['is needed where others reach the router only', [ssh(['infra', 'iot'], 'router')], 'gw'],
    ['helps nobody where nobody else may reach the router', [ssh('infra', 'router')], undefined],
    ['would keep out the neighbours', [ssh('iot', 'router')], undefined],
    ['is a detour where the policy lets all in', [ssh(['infra', 'iot'], 'router'), ssh('iot', 'infra')], undefined],
    [
      'is needed again where that is another port',
      [ssh(['infra', 'iot'], 'router'), { from: 'iot', to: 'nas', allow: ['tcp/443'] }],
      'gw',
    ],
    ['is a detour for the host that is open', [ssh(['infra', 'iot'], 'router'), ssh('iot', 'nas')], undefined],
  ])('%s', (_, policy, expected) => {
    expect(jumpsWith(policy).get('nas')).toBe(expected);
    expect(jumpsWith(policy).has('gw')).toBe(false);
  });

  it('is for one host and not for its neighbour', () => {
    const jumps = jumpsWith([ssh(['infra', 'iot'], 'router'), ssh('iot', 'nas')]);
    expect([...jumps]).toEqual([['pi', 'gw']]);
  });

  it('cuts nobody off, and lets somebody in', () => {
    const zone = fc.constantFrom('infra', 'iot', 'router', 'nas', 'pi');
    const rule = fc.record({ from: zone, to: zone, allow: fc.constantFrom(['ssh'], ['https'], 'any') });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), (policy) => {
        const { topology } = succeeded(resolved((d) => (d.policy = policy.filter(({ from, to }) => from !== to))));
        const analysis = reachability(topology);
        const ports = [stretchOf({ protocol: 'tcp', first: 22, last: 22 })];
        const may = (from: string, to: string) => reach(analysis, { from, to, ports })?.outcome === 'allowed';
        for (const [host, router] of jumpHosts(topology)) {
          const gained = ['infra', 'iot'].filter((from) => may(from, router) && !may(from, host));
          const lost = ['infra', 'iot'].filter((from) => may(from, host) && !may(from, router));
          expect([gained.length > 0, lost]).toEqual([true, []]);
        }
      }),
    );
  });
});
