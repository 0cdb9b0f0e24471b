// Reachability is exact: it agrees with trying every rule in order, port by port, address by address.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import homelabTopology from '../../../topology/topology.js';
import { type Atom, parsePorts, reach, reachability, resolve, stretchOf } from '../src/index.js';
import { type Draft, homelab, lock, succeeded } from './homelab.js';

const question = (from: string, to: string, port?: string) => {
  const parsed = port === undefined ? undefined : parsePorts(port);
  return { from, to, ...(parsed ? { ports: [stretchOf(parsed)] } : {}) };
};

function outcome(policy: unknown[], from: string, to: string, port?: string): string {
  const draft = homelab();
  draft.policy = policy;
  draft.groups = { servers: ['nas', 'pi'] };
  return reach(reachability(succeeded(resolve(draft, lock)).topology), question(from, to, port))?.outcome ?? 'unknown';
}

describe('reach', () => {
  const allow = [{ from: 'iot', to: 'infra', allow: ['https', 'tcp/8000-8010', 'udp/53'] }];

  it.each([
    ['iot', 'infra', 'tcp/443', 'allowed'],
    ['iot', 'infra', 'tcp/8005', 'allowed'],
    ['iot', 'infra', 'tcp/8011', 'denied'],
    ['iot', 'infra', 'udp/443', 'denied'],
    ['iot', 'infra', 'udp/53', 'allowed'],
    ['iot', 'infra', undefined, 'partly'],
    ['infra', 'iot', 'tcp/443', 'denied'],
    ['wan', 'infra', 'tcp/443', 'denied'],
    ['wan', 'router', 'tcp/22', 'denied'],
    ['router', 'wan', 'tcp/443', 'allowed'],
    ['infra', 'nas', 'tcp/9', 'allowed'],
    ['iot', 'nothing', undefined, 'unknown'],
  ])('from %s to %s %s is %s', (from, to, port, expected) => {
    expect(outcome(allow, from, to, port)).toBe(expected);
  });

  it('lets the first matching rule decide', () => {
    const rules = [{ from: 'iot', to: 'nas', deny: ['https'] }, ...allow];
    expect(outcome(rules, 'iot', 'nas', 'tcp/443')).toBe('denied');
    expect(outcome(rules, 'iot', 'pi', 'tcp/443')).toBe('allowed');
    expect(outcome(rules, 'iot', 'infra', 'tcp/443')).toBe('partly');
    expect(outcome([...rules].reverse(), 'iot', 'nas', 'tcp/443')).toBe('allowed');
  });

  it('knows that nothing reaches a network without a router', () => {
    const draft = homelab();
    draft.hosts.gw.links.eth0.trunk = ['infra'];
    draft.policy = [{ from: 'infra', to: 'iot', allow: 'any' }];
    const analysis = reachability(succeeded(resolve(draft, lock)).topology);
    for (const from of ['infra', 'router', 'wan']) {
      expect(reach(analysis, { from, to: 'iot' })?.parts).toMatchObject([{ allowed: false, by: 'no-route' }]);
    }
  });

  it('knows groups, and a router by its name', () => {
    const rules = [
      { from: 'servers', to: 'iot', allow: 'any' },
      { from: 'nas', to: 'router', allow: ['ssh'] },
    ];
    expect(outcome(rules, 'nas', 'iot')).toBe('allowed');
    expect(outcome(rules, 'servers', 'iot', 'tcp/1')).toBe('allowed');
    expect(outcome(rules, 'infra', 'iot')).toBe('partly');
    expect(outcome(rules, 'nas', 'gw', 'tcp/22')).toBe('allowed');
    expect(outcome(rules, 'pi', 'gw', 'tcp/22')).toBe('denied');
  });

  it('answers the homelab as its policy reads', () => {
    const analysis = reachability(succeeded(resolve(homelabTopology, lock)).topology);
    const answer = (from: string, to: string, port: string) => reach(analysis, question(from, to, port));
    expect(answer('iot', 'infra', 'tcp/1883')).toEqual({
      outcome: 'allowed',
      parts: [{ allowed: true, by: 'policy[4]', from: ['iot'], to: ['infra'], ports: ['tcp/1883'] }],
    });
    expect(answer('pro', 'infra', 'tcp/22')?.parts).toMatchObject([{ by: 'default-deny' }]);
    expect(answer('perso', 'wan', 'udp/443')?.outcome).toBe('allowed');
  });

  it('agrees with trying the rules one by one', () => {
    fc.assert(
      fc.property(
        fc.array(anyRule, { maxLength: 12 }),
        fc.array(anyForward, { maxLength: 3 }),
        fc.array(probe, { minLength: 20, maxLength: 60 }),
        (policy, forwards, probes) => {
          const draft = homelab();
          draft.policy = policy;
          draft.groups = { servers: ['nas', 'pi'] };
          draft.expose = Object.fromEntries(
            forwards.map(({ to, inside }, index) => [`tcp/${1000 + index}`, { to, port: inside }]),
          );
          draft.vpn = vpn;
          draft.secrets['wg-key'] = {};
          const analysis = reachability(succeeded(resolve(draft, lock)).topology);
          for (const { from, to, protocol, port } of probes) {
            const [source, target] = [atom(analysis.atoms, from), atom(analysis.atoms, to)];
            const place = stretchOf({ protocol, first: port, last: port }).first;
            const verdict = analysis
              .verdicts(source, target)
              .filter(({ stretches }) => stretches.some(({ first, last }) => first <= place && place <= last));
            expect(verdict).toHaveLength(1);
            expect(verdict[0]?.allowed).toBe(byHand(policy, forwards, { from, to, protocol, port }));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Where somebody is: a machine of a network, `other` of it, or a zone of its own. */
interface Where {
  readonly network: string | null;
  readonly name: string;
}

interface Forward {
  readonly to: string;
  readonly inside: number;
}

interface Probe {
  readonly from: Where;
  readonly to: Where;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

const places: readonly Where[] = [
  { network: 'infra', name: 'nas' },
  { network: 'infra', name: 'pi' },
  { network: 'infra', name: 'other' },
  { network: 'iot', name: 'other' },
  { network: null, name: 'router' },
  { network: null, name: 'wan' },
  { network: null, name: 'vpn' },
];
const zones = ['infra', 'iot', 'nas', 'pi', 'servers', 'router', 'wan', 'vpn'];
const vpn = {
  host: 'gw',
  ipv4: '10.99.0.0/24',
  endpoint: 'vpn.example.org',
  privateKey: 'wg-key',
  publicKey: 'cBHyeMm0k7zjbptWSgylbwsST/cfEGwf3vZsI+XmrjU=',
  port: 33,
  peers: {},
};

const port = fc.integer({ min: 1, max: 40 });
const ports = fc.oneof(
  fc.constant('any' as const),
  fc.array(
    fc.oneof(
      fc.constantFrom('dns', 'https', 'ssh'),
      fc
        .tuple(fc.constantFrom('tcp', 'udp'), port, port)
        .map(([protocol, a, b]) => `${protocol}/${Math.min(a, b)}-${Math.max(a, b)}`),
    ),
    { minLength: 1, maxLength: 4 },
  ),
);
const side = fc.uniqueArray(fc.constantFrom(...zones), { minLength: 1, maxLength: 3 });
const anyRule = fc
  .record({ from: side, to: side, action: fc.constantFrom('allow', 'deny'), ports })
  .map(({ from, to, action, ports: list }) => ({ from, to, [action]: list }));
/** A port forward to a machine's own port. */
const anyForward = fc.record({ to: fc.constantFrom('nas', 'pi'), inside: port });
const probe = fc.record({
  from: fc.constantFrom(...places),
  to: fc.constantFrom(...places),
  protocol: fc.constantFrom('tcp' as const, 'udp' as const),
  port: fc.oneof(port, fc.constantFrom(22, 53, 67, 443)),
});

/** Unnamed machines have an atom of their own only when a rule names them; else they are one of the others. */
function atom(atoms: readonly Atom[], { network, name }: Where): Atom {
  const found =
    atoms.find((one) => one.network === network && one.name === name) ??
    atoms.find((one) => one.network === network && one.name === null);
  if (!found) throw new Error(`no atom for ${name}`);
  return found;
}

const known: { readonly [name: string]: readonly string[] } = {
  dns: ['tcp/53', 'udp/53'],
  https: ['tcp/443'],
  ssh: ['tcp/22'],
};

function byHand(
  policy: readonly Draft[],
  forwards: readonly Forward[],
  { from, to, protocol, port: wanted }: Probe,
): boolean {
  for (const rule of policy) {
    if (!isIn(from, rule.from) || !isIn(to, rule.to)) continue;
    const list: 'any' | string[] = rule.allow ?? rule.deny;
    const texts = list === 'any' ? [] : list.flatMap((text) => known[text] ?? [text]);
    const matches = list === 'any' || texts.some((text) => holds(text, protocol, wanted));
    if (matches) return rule.deny === undefined;
  }
  if (from.name === 'wan' && protocol === 'tcp' && forwards.some((one) => one.to === to.name && one.inside === wanted))
    return true;
  if (from.name === 'wan' && to.name === 'router' && protocol === 'udp' && wanted === 33) return true;
  if (from.name === 'vpn' && to.name === 'router' && wanted === 53) return true;
  if (from.network === 'infra' && to.name === 'router' && asksRouter(protocol, wanted)) return true;
  if (from.network !== null && from.network === to.network) return true;
  return from.name === 'router';
}

/** The router serves DHCP and DNS on infra. */
const asksRouter = (protocol: string, wanted: number) => wanted === 53 || (protocol === 'udp' && wanted === 67);

function holds(text: string, protocol: string, wanted: number): boolean {
  const [, of, first, last] = /^(tcp|udp)\/(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  return of === protocol && wanted >= Number(first) && wanted <= Number(last ?? first);
}

function isIn(where: Where, names: readonly string[]): boolean {
  return names.some((name) => {
    if (name === 'servers') return where.name === 'nas' || where.name === 'pi';
    return name === where.name || name === where.network;
  });
}
