# Generated from hosts.kiosk. Edit topology/topology.ts, then run nx run generate. [groundplan:a1a9cadd00c4]
{
  _file = "topology/topology.ts#hosts.kiosk";
  networking = {
    domain = "lab.example.org";
    hostName = "kiosk";
    useDHCP = false;
    useNetworkd = true;
    usePredictableInterfaceNames = false;
    wireless = {
      enable = true;
      interfaces = [ "wlan0" ];
      networks."Café \"\${x}\" '' \\".pskRaw = "ext:cafe-psk";
      secretsFile = "/run/secrets/wireless";
    };
  };
  systemd.network = {
    enable = true;
    networks."10-wlan0" = {
      address = [
        "192.168.102.128/16"
        "fd12:3456:789a:1::2:6240/64"
      ];
      dns = [ "192.168.255.254" ];
      domains = [ "lab.example.org" ];
      gateway = [ "192.168.255.254" ];
      ipv6AcceptRAConfig = {
        PrefixDenyList = "fd12:3456:789a:1::/64";
        Token = "static:::2:6240";
      };
      matchConfig.Name = "wlan0";
      networkConfig = {
        IPv6AcceptRA = true;
        IgnoreCarrierLoss = "3s";
      };
    };
  };
}
