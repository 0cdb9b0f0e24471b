// What the cluster of the site "everything" runs: every layer, several waves, two environments beside each other, hostile text.
export const platform = (hostile: string) =>
  ({
    promotion: 'branches',
    environments: {
      canary: { cluster: 'lab', subdomain: 'canary' },
      prod: {
        cluster: 'lab',
        after: 'canary',
        branch: 'release/prod',
        nameSuffix: '-live',
        approval: { owners: ['@acme/platform', '@ada'] },
      },
    },
    components: {
      cilium: { version: '1.19.3', hubble: true, values: { note: hostile } },
      'gateway-api': { version: 'v1.4.1', channel: 'experimental' },
      'envoy-gateway': { version: 'v1.8.2', environments: { prod: { address: '192.168.20.5' } } },
      'cert-manager': {
        version: 'v1.21.1',
        digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
        issuer: { kind: 'acme', email: 'ops@example.org', solver: { kind: 'cloudflare', token: 'dns-token' } },
        wildcard: true,
      },
      openbao: { version: '0.29.2', replicas: 3, seal: 'bao-seal', host: 'bao' },
      'external-secrets': { version: '2.9.0', store: 'openbao' },
      longhorn: { version: '1.10.1', defaultClass: true },
      'node-exporter': { version: '4.50.0' },
      'sealed-secrets': { version: '2.18.0' },
      'system-upgrade': { version: 'v0.20.1' },
      gitlab: { version: '9.6.0', host: 'code', values: { global: { motd: hostile } } },
    },
    charts: {
      monitoring: {
        repository: 'oci://registry.example.org/charts/monitoring',
        version: '80.1.0',
        crds: ['monitoring.coreos.com'],
        needs: ['cert-manager.io'],
      },
      rules: {
        repository: 'https://charts.example.org',
        version: '0.1.0',
        namespace: 'monitoring',
        needs: ['monitoring.coreos.com'],
      },
      trust: {
        repository: 'https://charts.example.org/',
        chart: 'trust-manager',
        version: '0.20.0',
        namespace: 'cert-manager',
        layer: 'configs',
        needs: ['cert-manager'],
      },
      wiki: {
        repository: 'https://charts.example.org',
        version: '2.0.0',
        layer: 'apps',
        needs: ['external-secrets'],
        values: { [hostile]: [hostile, { deep: hostile }] },
      },
    },
    apps: {
      shop: {
        manifests: 'clusters/apps/shop',
        host: 'shop',
        service: 'front',
        port: 8080,
        from: ['lan', 'vpn', 'wan', 'nas'],
        needs: ['orders', 'openbao', 'wiki'],
        secrets: ['shop-key'],
        images: { shop: `registry.example.org:5000/shop:1.4.0@sha256:${'0123456789abcdef'.repeat(4)}` },
      },
      orders: { manifests: 'clusters/apps/orders', from: ['lab'], images: { postgres: 'postgres:17.2' } },
    },
    platform: { k3s: 'v1.35.2+k3s1', flux: '2.9.5' },
  }) as const;

export const platformSecrets = { 'dns-token': {}, 'bao-seal': {}, 'shop-key': {} } as const;
