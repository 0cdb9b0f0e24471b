# Generated from hosts.kiosk. Edit topology/topology.ts, then run nx run generate. [groundplan:9aa5b1427779]
{
  _file = "topology/topology.ts#hosts.kiosk";
  services.k3s = {
    enable = true;
    nodeIP = "192.168.102.128";
    nodeName = "kiosk";
    role = "agent";
    serverAddr = "https://192.168.0.20:6443";
    tokenFile = "/run/secrets/lab-token";
  };
}
