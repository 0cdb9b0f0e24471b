# Generated from hosts.kiosk. Edit topology/topology.ts, then run nx run generate. [groundplan:4e8b5abdcd18]
{
  _file = "topology/topology.ts#hosts.kiosk";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = false;
      guard = "fail2ban";
    };
    hardware = "raspberry-pi-3a-plus";
    secrets = {
      names = [
        "bao-seal"
        "cafe-psk"
        "dns-token"
        "lab-token"
        "shop-key"
      ];
      wifi = [ "cafe-psk" ];
    };
    ssh = {
      port = 22;
      root = false;
      securityKeys = true;
    };
    swap = {
      file = 1024;
      zram = 50;
    };
    timeServers = [
      "192.0.2.123"
      "2001:db8::123"
    ];
    users.grace = {
      description = "Grace \"\${x}\" '' \\ é 🦊";
      groups = [
        "systemd-journal"
        "wheel"
      ];
      shell = "zsh";
      sshKeys = [ "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABHNzaDo= \${x} \" '' é" ];
    };
  };
}
