// groundplan reach on the homelab: answers, the matrix, exit codes for scripts.
import { afterAll, describe, expect, it } from 'vitest';
import { newRepository } from './repository.js';

const repository = newRepository();
afterAll(() => repository.dispose());

describe('reach', () => {
  it.each([
    [
      ['iot', 'infra', 'tcp/1883'],
      0,
      'iot may open connections to infra on tcp/1883.\n  allow  tcp/1883  iot → infra  policy[4]\n',
    ],
    [
      ['pro', 'iot', 'https'],
      1,
      'pro may not open connections to iot on https.\n  deny   tcp/443  pro → iot  no rule allows it\n',
    ],
    [
      ['wan', 'router', 'tcp/22'],
      1,
      'wan may not open connections to router on tcp/22.\n  deny   tcp/22  wan → router  no rule allows it\n',
    ],
    [
      ['rpi4-2', 'router', 'tcp/2379'],
      0,
      'rpi4-2 may open connections to router on tcp/2379.\n  allow  tcp/2379  rpi4-2 → router  clusters.home\n',
    ],
    [['infra', 'rpi4-2', 'udp/9'], 0, 'infra may open connections to rpi4-2 on udp/9.\n'],
  ])('answers %j', async (words, exitCode, text) => {
    const result = await repository.groundplan('reach', ...words);
    expect(result.out).toContain(text);
    expect(result.exitCode).toBe(exitCode);
  });

  it('prints the matrix', async () => {
    expect((await repository.groundplan('reach')).out).toMatchInlineSnapshot(`
      "infra  → iot     –
      infra  → perso   –
      infra  → pro     –
      infra  → router  tcp/22 tcp/53 tcp/6443 udp/53 udp/67
        phone-01 phone-02 phone-03 → router  tcp/10250 udp/8472
        rpi3a-ctl rpi4-2 → router  tcp/2379-2380 tcp/10250 udp/8472
      infra  → wan     any
      iot    → infra   tcp/443 tcp/1883 tcp/8123
      iot    → perso   –
      iot    → pro     –
      iot    → router  tcp/53 udp/53 udp/67
      iot    → wan     any
      perso  → infra   tcp/443
      perso  → iot     –
      perso  → pro     –
      perso  → router  tcp/53 udp/53 udp/67
      perso  → wan     any
      pro    → infra   tcp/80 tcp/443 tcp/8443
      pro    → iot     –
      pro    → perso   –
      pro    → router  tcp/53 udp/53 udp/67
      pro    → wan     any
      router → infra   any
      router → iot     any
      router → perso   any
      router → pro     any
      router → wan     any
      wan    → infra   –
      wan    → iot     –
      wan    → perso   –
      wan    → pro     –
      wan    → router  –

      Whatever the policy says, these pass:
        answers on open connections, and the ICMP errors about them
        IPv6 neighbour discovery and multicast listener reports on a link
        ping of a router or host by the networks and the VPN that it is on itself, up to 20 a second
      "
    `);
  });

  it('gives scripts JSON', async () => {
    const { out, exitCode } = await repository.groundplan('reach', 'iot', 'infra', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ version: 1, command: 'reach', exitCode: 1, outcome: 'partly' });
  });

  it.each([
    [['iot'], 'needs two zones'],
    [['iot', 'infa'], 'Did you mean infra?'],
    [['iot', 'infra', 'tcp/99999'], '"tcp/99999" is no port'],
  ])('tells the usage for %j', async (words, message) => {
    const { exitCode, err } = await repository.groundplan('reach', ...words);
    expect(exitCode).toBe(64);
    expect(err).toContain(message);
  });
});
