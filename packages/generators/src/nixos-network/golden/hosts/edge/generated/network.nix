# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:52734bf60635]
{
  _file = "topology/topology.ts#hosts.edge";
  networking = {
    domain = "lab.example.org";
    hostName = "edge";
    useDHCP = false;
    useNetworkd = true;
  };
  systemd.network = {
    enable = true;
    links."10-lan0" = {
      linkConfig.Name = "lan0";
      matchConfig.PermanentMACAddress = "02:00:00:00:00:01";
    };
    netdevs = {
      "20-vlan4094" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan4094";
        };
        vlanConfig.Id = 4094;
      };
      "20-vlan99" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan99";
        };
        vlanConfig.Id = 99;
      };
      "20-wan35" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "wan35";
        };
        vlanConfig.Id = 35;
      };
      "20-wan40" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "wan40";
        };
        vlanConfig.Id = 40;
      };
    };
    networks = {
      "10-enp2s0" = {
        address = [ "203.0.113.2/30" ];
        dns = [ "203.0.113.53" ];
        gateway = [ "203.0.113.1" ];
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "enp2s0";
        networkConfig.IPv6AcceptRA = true;
      };
      "10-enp3s0" = {
        linkConfig.RequiredForOnline = "carrier";
        matchConfig.Name = "enp3s0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
        vlan = [ "wan40" ];
      };
      "10-enp4s0" = {
        linkConfig = {
          MTUBytes = "1508";
          RequiredForOnline = "carrier";
        };
        matchConfig.Name = "enp4s0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
        vlan = [ "wan35" ];
      };
      "10-lan0" = {
        address = [
          "192.168.255.254/16"
          "fd12:3456:789a:1::6:5534/64"
        ];
        matchConfig.Name = "lan0";
        networkConfig.IPv6AcceptRA = false;
        vlan = [
          "vlan4094"
          "vlan99"
        ];
      };
      "20-ppp-enp4s0" = {
        dns = [
          "9.9.9.9"
          "2620:fe::fe"
        ];
        linkConfig = {
          MTUBytes = "1500";
          RequiredForOnline = "no";
        };
        matchConfig.Name = "ppp-enp4s0";
        networkConfig.IPv6AcceptRA = true;
      };
      "20-vlan4094" = {
        address = [
          "172.16.8.1/21"
          "fd12:3456:789a:8::1/64"
        ];
        matchConfig.Name = "vlan4094";
        networkConfig.IPv6AcceptRA = false;
      };
      "20-vlan99" = {
        address = [ "10.99.0.1/26" ];
        linkConfig.MTUBytes = "1400";
        matchConfig.Name = "vlan99";
        networkConfig.IPv6AcceptRA = false;
      };
      "20-wan35" = {
        linkConfig = {
          MTUBytes = "1508";
          RequiredForOnline = "carrier";
        };
        matchConfig.Name = "wan35";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "20-wan40" = {
        DHCP = "ipv4";
        dhcpV4Config.UseDNS = false;
        dns = [
          "9.9.9.9"
          "2620:fe::fe"
        ];
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "wan40";
        networkConfig.IPv6AcceptRA = true;
      };
    };
  };
}
