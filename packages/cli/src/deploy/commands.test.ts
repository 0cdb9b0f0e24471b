// What is asked of a k0s cluster before and after a host is deployed: of controllers by themselves, of nodes where they are nodes.
import { deployOrder, resolve } from '@groundplan/model';
import { expect, it } from 'vitest';
import k0s, { lock } from '../../../generators/test/k0s-site.js';
import { commandsOf } from './commands.js';

function commands(host: string) {
  const result = resolve(k0s, lock);
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  const { topology } = result;
  const step = deployOrder(topology)
    .batches.flatMap(({ steps }) => steps)
    .find((one) => one.host === host);
  if (!step) throw new Error(`${host} is not deployed`);
  const { before, check } = commandsOf(step, topology.clusters);
  return [...before, '--', ...check.slice(1)].map((line) => line.replace(/^ssh -F \S+ -t (\S+) sudo /, '$1: '));
}

it.each([
  [
    'ctl2',
    [
      'ctl1: k0s kubectl get --raw /readyz',
      'ctl3: k0s kubectl get --raw /readyz',
      '--',
      'ctl2: k0s kubectl get --raw /readyz',
    ],
  ],
  [
    'ctl3',
    [
      'ctl1: k0s kubectl get --raw /readyz',
      'ctl2: k0s kubectl get --raw /readyz',
      '--',
      'ctl3: k0s kubectl get --raw /readyz',
      'ctl3: k0s kubectl wait --for=condition=Ready node/ctl3 --timeout=5m',
    ],
  ],
  ['work1', ['--', 'ctl1: k0s kubectl wait --for=condition=Ready node/work1 --timeout=5m']],
])('%s', (host, expected) => {
  expect(commands(host)).toEqual(expected);
});
