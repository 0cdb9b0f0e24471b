# Generated from hosts.loft. Edit topology/topology.ts, then run nx run generate. [groundplan:077a93a29716]
{
  _file = "topology/topology.ts#hosts.loft";
  networking = {
    domain = "lab.example.org";
    hostName = "loft";
    useDHCP = false;
    useNetworkd = true;
  };
  systemd.network = {
    enable = true;
    netdevs."20-br0".netdevConfig = {
      Kind = "bridge";
      Name = "br0";
    };
    networks = {
      "10-wlan0" = {
        bridge = [ "br0" ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig.Name = "wlan0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-wlan0-1" = {
        bridge = [ "br0" ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig.Name = "wlan0-1";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-wlan1" = {
        bridge = [ "br0" ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig.Name = "wlan1";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-wlan1-1" = {
        bridge = [ "br0" ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig.Name = "wlan1-1";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "20-br0" = {
        linkConfig.RequiredForOnline = "carrier";
        matchConfig.Name = "br0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
    };
  };
}
