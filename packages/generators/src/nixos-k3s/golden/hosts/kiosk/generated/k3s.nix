# Generated from hosts.kiosk. Edit topology/topology.ts, then run nx run generate. [groundplan:4c796cc10e88]
{
  _file = "topology/topology.ts#hosts.kiosk";
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
    nodeIP = "192.168.102.128";
    nodeName = "kiosk";
    role = "agent";
    serverAddr = "https://192.168.0.20:6443";
    tokenFile = "/run/secrets/lab-token";
  };
}
