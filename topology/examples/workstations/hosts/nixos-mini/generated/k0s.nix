# Generated from hosts.nixos-mini. Edit topology.ts, then run nx run generate. [groundplan:1d84d801b950]
{
  _file = "topology/topology.ts#hosts.nixos-mini";
  groundplan.k0s = {
    enable = true;
    nodeAddress = "192.168.1.20";
    role = "controller+worker";
    settings = {
      apiVersion = "k0s.k0sproject.io/v1beta1";
      kind = "ClusterConfig";
      metadata.name = "k0s";
      spec = {
        api = {
          address = "192.168.1.20";
          sans = [
            "192.168.1.20"
            "nixos-mini"
            "nixos-mini.home.arpa"
          ];
        };
        network = {
          clusterDomain = "cluster.local";
          podCIDR = "10.42.0.0/16";
          provider = "kuberouter";
          serviceCIDR = "10.43.0.0/16";
        };
        storage = {
          etcd.peerAddress = "192.168.1.20";
          type = "etcd";
        };
        telemetry.enabled = false;
      };
    };
  };
}
