# Generated from hosts.nixos-mini. Edit topology.ts, then run nx run generate. [groundplan:d4211382fb14]
{
  _file = "topology/topology.ts#hosts.nixos-mini";
  networking = {
    domain = "home.arpa";
    hostName = "nixos-mini";
    useDHCP = false;
    useNetworkd = true;
  };
  systemd.network = {
    enable = true;
    networks."10-enp1s0" = {
      address = [ "192.168.1.20/24" ];
      dns = [
        "1.1.1.1"
        "9.9.9.9"
      ];
      domains = [ "home.arpa" ];
      gateway = [ "192.168.1.1" ];
      matchConfig.Name = "enp1s0";
      networkConfig.IPv6AcceptRA = true;
    };
  };
}
