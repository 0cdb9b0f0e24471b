# Generated from hosts.ctl2. Edit topology/topology.ts, then run nx run generate. [groundplan:e033df65e37d]
{
  _file = "topology/topology.ts#hosts.ctl2";
  groundplan.k0s = {
    disableComponents = [
      "autopilot"
      "metrics-server"
    ];
    enable = true;
    role = "controller";
    settings = {
      apiVersion = "k0s.k0sproject.io/v1beta1";
      kind = "ClusterConfig";
      metadata.name = "k0s";
      spec = {
        api = {
          address = "10.5.0.12";
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
          etcd.peerAddress = "10.5.0.12";
          type = "etcd";
        };
        telemetry.enabled = false;
      };
    };
    tokenFile = "/run/secrets/k0s-controller-token";
  };
}
