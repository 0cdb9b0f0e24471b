# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:0029b32e3327]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  groundplan.k3s = {
    enable = true;
    registries = {
      "*" = [ "https://any.example.org" ];
      "docker.io" = [
        "https://mirror.example.org"
        "http://10.50.0.9:5000"
      ];
    };
    version = "v1.35.2+k3s1";
  };
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
