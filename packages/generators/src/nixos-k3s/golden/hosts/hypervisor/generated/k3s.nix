# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:d52858927209]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  services.k3s = {
    enable = true;
    nodeIP = "192.168.56.77";
    nodeLabel = [
      "arch="
      "example.org/tier=gold"
    ];
    nodeName = "hypervisor";
    role = "agent";
    serverAddr = "https://192.168.0.20:6443";
    tokenFile = "/run/secrets/lab-token";
  };
}
