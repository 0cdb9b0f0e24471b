# Generated from hosts.loft. Edit topology/topology.ts, then run nx run generate. [groundplan:727e250c05e7]
{
  _file = "topology/topology.ts#hosts.loft";
  networking = {
    domain = "lab.example.org";
    hostName = "loft";
    useDHCP = false;
    useNetworkd = true;
    usePredictableInterfaceNames = false;
  };
  systemd.network = {
    enable = true;
    netdevs = {
      "20-br0" = {
        bridgeConfig = {
          DefaultPVID = "none";
          VLANFiltering = true;
        };
        netdevConfig = {
          Kind = "bridge";
          Name = "br0";
        };
      };
      "20-vlan1" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan1";
        };
        vlanConfig.Id = 1;
      };
      "20-vlan4094" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan4094";
        };
        vlanConfig.Id = 4094;
      };
    };
    networks = {
      "10-eth0" = {
        bridge = [ "br0" ];
        bridgeVLANs = [
          {
            EgressUntagged = 4094;
            PVID = 4094;
            VLAN = 4094;
          }
          {
            VLAN = 1;
          }
        ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig.Name = "eth0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-wlan0" = {
        bridge = [ "br0" ];
        bridgeVLANs = [
          {
            EgressUntagged = 4094;
            PVID = 4094;
            VLAN = 4094;
          }
        ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig = {
          Name = "wlan0";
          WLANInterfaceType = "ap";
        };
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-wlan0-1" = {
        bridge = [ "br0" ];
        bridgeVLANs = [
          {
            EgressUntagged = 1;
            PVID = 1;
            VLAN = 1;
          }
        ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig = {
          Name = "wlan0-1";
          WLANInterfaceType = "ap";
        };
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-wlan1" = {
        bridge = [ "br0" ];
        bridgeVLANs = [
          {
            EgressUntagged = 4094;
            PVID = 4094;
            VLAN = 4094;
          }
        ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig = {
          Name = "wlan1";
          WLANInterfaceType = "ap";
        };
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-wlan1-1" = {
        bridge = [ "br0" ];
        bridgeVLANs = [
          {
            EgressUntagged = 1;
            PVID = 1;
            VLAN = 1;
          }
        ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig = {
          Name = "wlan1-1";
          WLANInterfaceType = "ap";
        };
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "20-br0" = {
        bridgeVLANs = [
          {
            VLAN = 1;
          }
          {
            VLAN = 4094;
          }
        ];
        linkConfig.RequiredForOnline = "carrier";
        matchConfig.Name = "br0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
        vlan = [
          "vlan1"
          "vlan4094"
        ];
      };
      "20-vlan1" = {
        address = [
          "192.168.87.97/16"
          "fd12:3456:789a:1::2:2369/64"
        ];
        matchConfig.Name = "vlan1";
        networkConfig.IPv6AcceptRA = false;
      };
      "20-vlan4094" = {
        address = [
          "172.16.11.88/21"
          "fd12:3456:789a:8::856/64"
        ];
        dns = [ "172.16.8.1" ];
        domains = [ "lab.example.org" ];
        gateway = [ "172.16.8.1" ];
        ipv6AcceptRAConfig = {
          PrefixDenyList = "fd12:3456:789a:8::/64";
          Token = "static:::856";
        };
        matchConfig.Name = "vlan4094";
        networkConfig.IPv6AcceptRA = true;
      };
    };
  };
}
