# Generated from hosts.nas. Edit topology/topology.ts, then run nx run generate. [groundplan:d9b0d717065d]
{
  _file = "topology/topology.ts#hosts.nas";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "fail2ban";
    };
    hardware = "generic-x86_64";
    secrets.names = [
      "bao-seal"
      "dns-token"
      "grafana-admin"
      "grafana-key"
      "lab-token"
      "restic"
      "restic-s3"
      "shop-key"
      "vaultwarden-env"
    ];
    ssh = {
      port = 2222;
      root = true;
      securityKeys = false;
    };
    swap = {
      file = null;
      zram = 25;
    };
    timeServers = [
      "192.0.2.123"
      "2001:db8::123"
    ];
    users = {
      ada = {
        groups = [ "wheel" ];
        shell = "bash";
        sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ada" ];
      };
      grace = {
        description = "Grace \"\${x}\" '' \\ é 🦊";
        groups = [
          "systemd-journal"
          "wheel"
        ];
        shell = "zsh";
        sshKeys = [ "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABHNzaDo= \${x} \" '' é" ];
      };
    };
  };
}
