// The real Nx with this repository's nx.json, .env and root targets: hosts as projects, affected, cached checks, sync.
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makeWorkspace } from './workspace.js';

const workspace = makeWorkspace();
const { nx, write, read, commit, changed, exists } = workspace;
afterAll(workspace.remove);
afterEach(commit);

const projects = (/** @type {string[]} */ ...args) =>
  nx('show', 'projects', ...args)
    .output.trim()
    .split('\n')
    .sort();
const checked = (/** @type {string} */ output) => [...output.matchAll(/checked hosts\/(\S+)/g)].map(([, host]) => host);

describe('hosts', () => {
  test('are projects, also those that have only generated files', () => {
    expect(projects()).toEqual([
      '@groundplan/cli',
      'cluster-apps',
      'cluster-base',
      'cluster-prod',
      'phone-01',
      'rpi4-1',
      'rpi4-2',
      'switch-1',
      'workspace',
    ]);
  });

  test('are affected by their own files only; the check is cached until a checker changes', () => {
    write('hosts/rpi4-2/configuration.nix', '{ ... }: { }\n');
    const affected = () => nx('affected', '--target=check', '--output-style=static').output;
    const first = affected();
    expect(checked(first)).toEqual(['rpi4-2']);
    expect(first).not.toContain('groundplan check');
    expect(affected()).toContain('read the output from the cache');
    write('tools.txt', 'two');
    expect(affected()).not.toContain('read the output from the cache');
  });
});

describe('environments', () => {
  test('are affected by what they build upon, which is no project of theirs', () => {
    write('clusters/apps/demo/kustomization.yaml', 'resources: [a.yaml]\n');
    const affected = () => projects('--affected');
    expect(affected()).toEqual(expect.arrayContaining(['cluster-apps', 'cluster-prod']));
    expect(affected()).not.toContain('cluster-base');
    const { output } = nx('affected', '--target=check', '--output-style=static');
    expect(output).toContain('checked clusters/prod');
  });
});

describe('nx deploy', () => {
  const deployments = () => (exists('deployed.txt') ? read('deployed.txt') : '');

  test('runs what make deploy runs, each time, with its arguments', () => {
    for (const argv of [
      ['deploy', 'rpi4-1'],
      ['run', 'rpi4-1:deploy', '--action', 'boot'],
    ])
      expect(nx(...argv)).toMatchObject({ status: 0 });
    expect(nx('deploy', 'rpi4-1').output).not.toContain('from the cache');
    const command = '--extra-experimental-features nix-command flakes run .#deploy -- rpi4-1';
    expect(deployments()).toBe(`${command}\n${command} --action boot\n${command}\n`);
  });

  test('is there for NixOS hosts only, and never two at a time', () => {
    expect(projects('--with-target', 'deploy')).toEqual(['rpi4-1', 'rpi4-2']);
    const { targets } = JSON.parse(nx('show', 'project', 'rpi4-2', '--json').output);
    expect(targets.deploy).toMatchObject({ cache: false, parallelism: false });
  });

  test('fails as nix fails', () => {
    write('node_modules/.bin/nix', '#!/bin/sh\nexit 7\n');
    expect(nx('deploy', 'rpi4-2').status).not.toBe(0);
  });
});

describe('nx run generate', () => {
  test('works without a project name and hands its arguments on', () => {
    const { status, output } = nx('run', 'generate', '--diff', '--only', 'hosts/rpi4-1/**');
    expect(status).toBe(0);
    expect(output).toContain('groundplan generate --diff --only hosts/rpi4-1/**');
  });
});

describe('nx sync', () => {
  test('finds stale artifacts without writing, and lets groundplan write', () => {
    expect(nx('sync:check').status).toBe(0);
    write('topology/topology.ts', 'two\n');
    commit();
    const stale = nx('sync:check');
    expect(stale.status).toBe(1);
    expect(stale.output).toContain('update  hosts/rpi4-1/generated/artifact.txt');
    expect(changed()).toBe('');

    expect(nx('sync').status).toBe(0);
    expect(changed().match(/hosts\/.*artifact.txt/g)).toHaveLength(3);
    expect(exists('.nx/groundplan-stale')).toBe(false);
    expect(nx('sync:check').status).toBe(0);
    expect(projects('--affected')).toEqual(['phone-01', 'rpi4-1', 'rpi4-2']);
  });

  test('is not deceived by what an interrupted sync left behind', () => {
    write('topology/topology.ts', 'three\n');
    const details = /^ {2}update .*$/gm;
    const said = nx('sync:check').output.match(details) ?? [];
    write('.nx/groundplan-stale', `groundplan generate --check\n${said.join('\n')}\n`);
    expect(nx('sync:check').status).toBe(1);
    expect(nx('sync').status).toBe(0);
  });

  test('fails with the message of groundplan when the topology is wrong', () => {
    write('topology/topology.ts', 'BAD\n');
    for (const command of ['sync:check', 'sync']) {
      const { status, output } = nx(command);
      expect(status).toBe(1);
      expect(output).toContain('topology.ts:1:1 it is bad');
    }
    expect(changed()).toBe(' M topology/topology.ts\n');
  });
});
