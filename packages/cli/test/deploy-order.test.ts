// groundplan deploy-order on the homelab: batches with commands, refusals, JSON for scripts.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { newRepository } from './repository.js';

const golden = fileURLToPath(new URL('golden/deploy-order.txt', import.meta.url));
const repository = newRepository();
const original = repository.read('topology/topology.ts');
afterEach(() => repository.write('topology/topology.ts', original));
afterAll(() => repository.dispose());

describe('deploy-order', () => {
  it('prints numbered batches with their reasons and commands, and who is left out', async () => {
    const { out, err, exitCode } = await repository.groundplan('deploy-order');
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, out);
    expect(out).toBe(readFileSync(golden, 'utf8'));
    expect(err).toBe('');
    expect(exitCode).toBe(0);
  });

  it('prints the hosts that are asked for only, in their order', async () => {
    const { out, exitCode } = await repository.groundplan('deploy-order', 'rpi4-1', 'rpi4-2');
    expect(exitCode).toBe(0);
    expect([...out.matchAll(/make deploy HOST=(\S+)/g)].map(([, host]) => host)).toEqual(['rpi4-2', 'rpi4-1']);
    expect(out).not.toContain('phone-01');
  });

  it('shows how the files of another Linux are copied', async () => {
    repository.edit("'rpi4-2': {\n", "'rpi4-2': {\n      os: 'linux',\n");
    repository.edit("services: { 'node-exporter': {} },", '');
    const { out } = await repository.groundplan('deploy-order', 'rpi4-2');
    expect(out).toContain(
      "deploy  rsync --recursive --delete -e 'ssh -F docs/generated/ssh_config' hosts/rpi4-2/generated/etc/ rpi4-2:groundplan-etc/\n",
    );
    expect(out).toContain('-o ConnectionAttempts=60 rpi4-2 systemctl is-system-running --wait');
    expect(out).not.toContain('make deploy');
  });

  it('gives scripts JSON with the same commands', async () => {
    const { out, exitCode } = await repository.groundplan('deploy-order', '--json');
    expect(exitCode).toBe(0);
    const { batches, skipped, ...envelope } = JSON.parse(out);
    expect(envelope).toEqual({ version: 1, command: 'deploy-order', exitCode: 0, findings: [] });
    expect(skipped).toContainEqual({ host: 'phone-01', because: 'android' });
    expect(batches[0]).toMatchObject({
      reason: 'server',
      steps: [
        {
          host: 'rpi3a-ctl',
          address: '10.10.0.12',
          how: 'switch',
          commands: { deploy: ['make deploy HOST=rpi3a-ctl'] },
        },
      ],
    });
  });

  it('refuses a host without an address, where topology.ts says so', async () => {
    repository.edit("addresses: { infra: '10.10.0.11' }", 'addresses: { infra: false }');
    repository.edit("        'rpi4-2': { labels: { role: 'infra' } },\n", '');
    repository.edit("services: { 'node-exporter': {} },", '');
    const { out, err, exitCode } = await repository.groundplan('deploy-order', 'rpi4-2', 'rpi4-1');
    expect(exitCode).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('warning deploy-without-address  topology/topology.ts:');
    expect(err).toContain("> 49 │ 'rpi4-2': {");
    expect(err).toContain('error  rpi4-2 has no address in the topology');
    const json = await repository.groundplan('deploy-order', 'rpi4-2', '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      exitCode: 1,
      skipped: [{ host: 'rpi4-2', because: 'no-address' }],
      findings: [{ code: 'deploy-without-address', at: 'hosts.rpi4-2' }],
    });
    expect((await repository.groundplan('deploy-order')).exitCode).toBe(0);
  });

  it.each([
    [['phone-01'], 1, 'error  phone-01 runs Android, which is not deployed from here.\n'],
    [['rpi4-9'], 64, 'There is no host "rpi4-9". Did you mean rpi4-1?'],
    [['rpi4-1', 'constructor'], 64, 'There is no host "constructor".'],
    [['--check'], 64, 'groundplan deploy-order has no option --check.'],
  ])('refuses %j', async (words, code, says) => {
    const { out, err, exitCode } = await repository.groundplan('deploy-order', ...words);
    expect([exitCode, out]).toEqual([code, '']);
    expect(err).toContain(says);
  });

  it('shows what is wrong with topology.ts instead', async () => {
    repository.edit('vlan: 20', 'vlan: 10');
    repository.edit("        'rpi3a-ctl': { schedulable: false },\n", '');
    const { err, exitCode } = await repository.groundplan('deploy-order');
    expect(exitCode).toBe(1);
    expect(err).toContain('vlan-duplicate');
    const json = await repository.groundplan('deploy-order', '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      exitCode: 1,
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'vlan-duplicate' }),
        expect.objectContaining({ code: 'etcd-even' }),
      ]),
    });
  });
});
