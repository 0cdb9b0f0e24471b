# Generated from hosts.ctl1. Edit topology/topology.ts, then run nx run generate. [groundplan:beaa9921c07b]
{
  _file = "topology/topology.ts#hosts.ctl1";
  groundplan.k0s = {
    disableComponents = [
      "autopilot"
      "metrics-server"
    ];
    enable = true;
    labels = [
      "example.org/tier=gold"
      "zone="
    ];
    nodeAddress = "10.5.0.11";
    role = "controller+worker";
    settings = {
      apiVersion = "k0s.k0sproject.io/v1beta1";
      kind = "ClusterConfig";
      metadata.name = "k0s";
      spec = {
        api = {
          address = "10.5.0.11";
          sans = [
            "10.5.0.11"
            "203.0.113.7"
            "ctl1"
            "ctl1.lab.example.org"
            "k8s.lab.example.org"
          ];
        };
        network = {
          clusterDomain = "k8s.internal";
          nodeLocalLoadBalancing = {
            enabled = true;
            type = "EnvoyProxy";
          };
          podCIDR = "10.200.0.0/16";
          provider = "kuberouter";
          serviceCIDR = "10.201.0.0/16";
        };
        storage = {
          etcd.peerAddress = "10.5.0.11";
          type = "etcd";
        };
        telemetry.enabled = false;
      };
    };
  };
}
